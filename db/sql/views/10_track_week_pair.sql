-- Each track's week beside the week before. change and ratio only where both weeks cover all seven days; a week that a
-- correction took below zero has a change, and no ratio.
create view mart.track_week_pair as
select w.week_on, w.track_id, t.name as track_name, t.credit_name, t.image_url, t.release_on,
       p.code as platform, m.code as metric, m.name as metric_name, m.metric_kind, m.unit,
       w.value as this_week, l.value as last_week,
       case when c.is_comparable then w.value - l.value end as change,
       case when c.is_comparable and l.value > 0 and w.value >= 0 then w.value::numeric / l.value end as ratio,
       w.correction, w.level, w.days_present, w.days_spanned, l.days_present as days_present_last, w.is_complete,
       c.is_comparable
from mart.track_week w
join core.track t on t.track_id = w.track_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.track_week l on l.track_id = w.track_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
cross join lateral (select w.is_complete and coalesce(l.is_complete, false) as is_comparable) as c;

comment on view mart.track_week_pair is 'Each track''s week beside the week before, per platform and metric.';
