-- Spotify tracks of followed artists that bring no figures, and why. An override, which sorts first, wins.
create view mart.unlinked_track as
with followed as (
    select c.card_id, c.status, c.label, c.team, a.artist_id, a.name as artist_name, t.spotify_track_id,
           bool_or(t.is_primary) as is_primary, min(t.known_from) as known_from
    from app.artist_card c
    join core.artist a on a.artist_id = c.artist_id
    join core.spotify_account s on s.artist_id = a.artist_id
    join core.account_track t on t.spotify_account_id = s.spotify_account_id and t.known_until is null
    where c.status <> 'archived'
    group by c.card_id, a.artist_id, t.spotify_track_id
), judged as (
    select f.*, l.track_id, l.method, l.linked_by, l.reason as link_reason,
           case when l.method is null then 'not in Luminate''s table'
                when l.track_id is null then 'unlinked by hand'
                when not exists (
                    select from core.audience_series s
                    join core.metric m on m.metric_id = s.metric_id and m.code = 'track_luminate_streams'
                    join core.audience_point p on p.series_id = s.series_id
                    where s.track_id = l.track_id) then 'song without figures' end as reason
    from followed f
    left join lateral (
        select o.track_id, o.method, o.linked_by, o.reason from core.song_link o
        where o.spotify_track_id = f.spotify_track_id and o.known_until is null
        order by o.method limit 1) l on true
)
select j.card_id, j.status as card_status, j.label, j.team, j.artist_id, j.artist_name, j.spotify_track_id,
       t.track_id_spotify, t.name as track_name, t.isrc, j.is_primary, u.song_id_luminate, j.reason, j.linked_by,
       j.link_reason, coalesce(t.first_seen_at, j.known_from) as first_seen_at,
       (select core.today()) - (coalesce(t.first_seen_at, j.known_from) at time zone 'utc')::date
           as days_since_seen
from judged j
left join core.spotify_track t on t.spotify_track_id = j.spotify_track_id
left join core.track u on u.track_id = j.track_id
where j.reason is not null;
