-- The label's week beside the week before, per metric: every track once, however many artists share it,
-- over tracks complete in both weeks.
create view mart.label_week_pair as
select w.week_on, p.code as platform, m.code as metric, m.name as metric_name, m.metric_kind, m.unit,
       sum(w.value) filter (where matched.is_complete)::bigint as this_week,
       sum(l.value) filter (where matched.is_complete)::bigint as last_week,
       sum(w.value)::bigint as total,
       sum(w.correction)::bigint as correction,
       coalesce(sum(w.correction) filter (where matched.is_complete), 0)::bigint as correction_compared,
       count(*) as track_count,
       count(*) filter (where matched.is_complete) as tracks_compared
from mart.track_week w
join core.metric m on m.metric_id = w.metric_id and m.metric_kind in ('flow', 'counter')
join core.platform p on p.platform_id = m.platform_id
left join mart.track_week l on l.track_id = w.track_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
cross join lateral (select w.is_complete and coalesce(l.is_complete, false) as is_complete) as matched
group by w.week_on, p.code, m.code, m.name, m.metric_kind, m.unit;
