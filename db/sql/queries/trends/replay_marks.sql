-- For a replay everything is rolled up again from a week on, as far as it was known at that time; or, for a backtest,
-- what badges rest on.
create temporary table touched_mark on commit drop as
select s.series_id, null::bigint as artist_id, cast(:since_week as date) as since_week
from core.audience_series s
join core.metric m on m.metric_id = s.metric_id
where not :is_backtest or m.membership in ('links', 'sounds') or m.metric_kind = 'weekly'
union all
select null, artist_id, cast(:since_week as date) from core.artist
