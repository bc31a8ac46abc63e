-- Songs that only Luminate has, and no daily figure has named yet, are called as the first of their Spotify tracks.
-- The earliest release of a song's albums is its release day where the provider has none.
drop table if exists vendor_song_track;
create temporary table vendor_song_track on commit drop as
select l.track_id, l.spotify_track_id, s.name, s.album_id
from core.song_link l
join core.spotify_track s on s.spotify_track_id = l.spotify_track_id
where l.known_until is null and l.track_id is not null
  and (l.method = 'override' or not exists (
      select from core.song_link o
      where o.spotify_track_id = l.spotify_track_id and o.method = 'override' and o.known_until is null
  ));

with named as (
    select distinct on (v.track_id) v.track_id, v.name, coalesce(a.name, '') as credit_name
    from vendor_song_track v
    join core.track t on t.track_id = v.track_id and t.track_id_soundcharts is null and t.loaded_at = 'epoch'
    left join core.account_track h
      on h.spotify_track_id = v.spotify_track_id and h.is_primary and h.known_until is null
    left join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
    order by v.track_id, v.spotify_track_id, a.spotify_account_id
)
update core.track t
set name = n.name, credit_name = n.credit_name
from named n
where t.track_id = n.track_id and (t.name, t.credit_name) is distinct from (n.name, n.credit_name);

with released as (
    select v.track_id, min(b.release_on) as release_on
    from vendor_song_track v join core.spotify_album b on b.album_id = v.album_id
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
