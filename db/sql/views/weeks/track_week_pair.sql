-- Each track's week beside the week before: like for like where there is something to compare, else the figures as they
-- are, without change and ratio. A week that a correction took below zero has a change, and no ratio.
create view mart.track_week_pair as
select w.week_on, w.track_id, t.name as track_name, t.credit_name, t.image_url, t.release_on,
       p.code as platform, m.code as metric, m.name as metric_name, m.metric_kind, m.unit,
       coalesce(w.this_week, w.value) as this_week, case when w.change is null then l.value else w.last_week end as last_week,
       w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::numeric / w.last_week end as ratio,
       w.correction, w.level, w.days_present, w.days_spanned, l.days_present as days_present_last, w.days_matched,
       w.is_complete, w.change is not null as is_comparable
from mart.track_week w
join core.track t on t.track_id = w.track_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.track_week l on l.track_id = w.track_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7;
