-- Streams of artists with a confirmed card day by day, over the songs linked now; the last 400 days, so that one
-- artist's line stays quick. A missing day has no row. An override, which sorts first, wins.
create view mart.artist_streams_daily as
select c.artist_id, a.name as artist_name, c.label, c.team, m.code as metric, m.name as metric_name, d.observed_on,
       d.streams, d.song_count
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id
join core.metric m on m.membership = 'links' and m.entity_kind = 'track' and m.metric_kind = 'flow'
cross join lateral (
    select q.observed_on, sum(q.value)::bigint as streams, count(*) as song_count
    from (
        select distinct l.track_id
        from core.spotify_account s
        join core.account_track h on h.spotify_account_id = s.spotify_account_id and h.known_until is null
        cross join lateral (
            select o.track_id from core.song_link o
            where o.spotify_track_id = h.spotify_track_id and o.known_until is null
            order by o.method limit 1) l
        where s.artist_id = c.artist_id and l.track_id is not null
    ) t
    join core.audience_series e on e.track_id = t.track_id and e.metric_id = m.metric_id
     and e.country_code is not distinct from m.country_code
    join core.audience_point q
      on q.series_id = e.series_id and q.observed_on >= (now() at time zone 'UTC')::date - 400
    group by q.observed_on
) d
where c.status = 'confirmed';
