-- How whole a week's track figures are, per metric. Expected is every track seen this week or the week before.
create view mart.week_health as
with expected as (
    select week_on, metric_id, true as is_seen, is_complete from mart.track_week
    union all
    select gone.week_on + 7, gone.metric_id, false, false
    from mart.track_week gone
    where gone.week_on < (select max(week_on) from mart.track_week)
      and not exists (
          select 1 from mart.track_week next
          where next.track_id = gone.track_id and next.metric_id = gone.metric_id and next.week_on = gone.week_on + 7)
)
select e.week_on, p.code as platform, m.code as metric, m.name as metric_name,
       count(*) as tracks_expected,
       count(*) filter (where e.is_seen) as tracks_seen,
       count(*) filter (where e.is_complete) as tracks_complete
from expected e
join core.metric m on m.metric_id = e.metric_id
join core.platform p on p.platform_id = m.platform_id
group by e.week_on, p.code, m.code, m.name;
