-- The label's totals, the same tracks in both weeks; change and ratio only where something is comparable
select metric, metric_name, unit, this_week, last_week,
       this_week - last_week as change,
       case when last_week > 0 and this_week >= 0 then this_week::numeric / last_week end as ratio,
       track_count, tracks_compared, -correction_compared as taken_back
from mart.label_week_pair
where week_on = :week
order by metric;
