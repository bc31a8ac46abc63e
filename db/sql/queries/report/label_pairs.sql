-- The label's totals, the same tracks in both weeks; change and ratio only where something is comparable
select metric, metric_name, unit, this_week, last_week,
       this_week - last_week as change,
       case when last_week > 0 and this_week >= 0 then this_week::numeric / last_week end as ratio,
       track_count, tracks_compared, -correction_compared as taken_back
from mart.label_week_pair
where week_on = :week and metric not in ('track_luminate_streams', 'sound_tiktok_posts')
union all
-- totals, each song once, as the label's page has them
select metric, metric_name, unit, total, last_total, total_change,
       case when last_total > 0 and total >= 0 then total::numeric / last_total end, track_count, tracks_compared, 0
from mart.label_trend
where week_on = :week and label = :label and team is not distinct from :team
order by metric;
