-- Whole weeks of streams of artists: the vendor's where it delivers any, else those of the provider of charts.
create view mart.streamed_week as
select w.artist_id, w.week_on, w.value
from mart.artist_week w
where w.is_complete and w.value is not null and w.metric_id = (
    select m.metric_id from core.metric m
    where m.code in ('track_luminate_streams', 'track_spotify_streams')
      and exists (select from mart.artist_week a where a.metric_id = m.metric_id and a.is_complete)
    order by m.code limit 1);
