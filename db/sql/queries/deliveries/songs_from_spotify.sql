-- Songs that only Luminate has are called as the Spotify track linked to them first, and credited to its main accounts:
-- the daily figures print names in capitals, and a wrong link usually comes later. The earliest release of the albums
-- of tracks linked now, else of those that were, is the release day where the provider has none.
drop table if exists delivered_song_track;
create temporary table delivered_song_track on commit drop as
select l.track_id, l.spotify_track_id, s.name, s.album_id, min(l.known_from) as known_from,
       bool_or(l.known_until is null and (l.method = 'override' or not exists (
           select from core.song_link o
           where o.spotify_track_id = l.spotify_track_id and o.method = 'override' and o.known_until is null
       ))) as is_current
from core.song_link l
join core.spotify_track s on s.spotify_track_id = l.spotify_track_id
where l.track_id is not null
group by l.track_id, l.spotify_track_id, s.name, s.album_id;

with called as (
    select distinct on (v.track_id) v.track_id, v.spotify_track_id, v.name
    from delivered_song_track v
    join core.track t on t.track_id = v.track_id and t.track_id_soundcharts is null
    order by v.track_id, v.known_from, v.spotify_track_id
), named as (
    select c.track_id, c.name, coalesce((
        select string_agg(a.name, ', ' order by a.spotify_account_id)
        from core.account_track h
        join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
        where h.spotify_track_id = c.spotify_track_id and h.is_primary and h.known_until is null
    ), '') as credit_name
    from called c
)
update core.track t
set name = n.name, credit_name = n.credit_name
from named n
where t.track_id = n.track_id and (t.name, t.credit_name) is distinct from (n.name, n.credit_name);

with released as (
    select v.track_id, coalesce(min(b.release_on) filter (where v.is_current), min(b.release_on)) as release_on
    from delivered_song_track v join core.spotify_album b on b.album_id = v.album_id
    group by v.track_id
), changed as (
    update core.track t
    set release_on = r.release_on
    from released r
    where t.track_id = r.track_id and t.release_on is distinct from r.release_on and r.release_on is not null
      and (t.release_on is null or t.track_id_soundcharts is null)
    returning t.track_id
)
insert into ops.dirty_mark (series_id, since_on)
select s.series_id, '-infinity'::date
from changed c
join core.audience_series s on s.track_id = c.track_id
join core.metric m on m.metric_id = s.metric_id and m.membership = 'links'
