-- Tracks a week's figures are expected of: every one seen this week or the week before.
create view mart.expected_track as
select e.week_on, p.code as platform, m.code as metric, m.name as metric_name, e.track_id, e.is_seen, e.is_complete
from (
    select w.week_on, w.metric_id, w.track_id, true as is_seen, w.is_complete
    from mart.track_week w
    union all
    select k.week_on, gone.metric_id, gone.track_id, false, false
    from (select distinct week_on from mart.track_week) k
    join mart.track_week gone on gone.week_on = k.week_on - 7
    where not exists (
        select 1 from mart.track_week next
        where next.track_id = gone.track_id and next.metric_id = gone.metric_id and next.week_on = k.week_on)
) e
join core.metric m on m.metric_id = e.metric_id
join core.platform p on p.platform_id = m.platform_id;
