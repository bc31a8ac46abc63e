-- Streams of artists with a confirmed card day by day, over the songs linked now; the last 400 days, so that one
-- artist's line stays quick. A missing day has no row. `offset 0` has songs looked up for each artist.
create view mart.artist_streams_daily as
select c.artist_id, a.name as artist_name, c.label, c.team, m.code as metric, m.name as metric_name, d.observed_on,
       d.streams, d.song_count
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id
join core.metric m on m.membership = 'links' and m.entity_kind = 'track' and m.metric_kind = 'flow'
cross join lateral (
    select q.observed_on, sum(q.value)::bigint as streams, count(*) as song_count
    from (
        select s.track_id from mart.artist_song s where s.artist_id = c.artist_id offset 0
    ) t
    join core.audience_series e on e.track_id = t.track_id and e.metric_id = m.metric_id
     and e.country_code is not distinct from m.country_code
    join core.audience_point q
      on q.series_id = e.series_id and q.observed_on >= core.today() - 400
    group by q.observed_on
) d
where c.status = 'confirmed';
