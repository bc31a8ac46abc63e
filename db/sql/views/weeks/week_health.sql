-- How whole a week's track figures are, per metric. Expected is every track seen this week or the week before.
create view mart.week_health as
select week_on, platform, metric, metric_name, count(*) as tracks_expected,
       count(*) filter (where is_seen) as tracks_seen, count(*) filter (where is_complete) as tracks_complete
from mart.expected_track
group by week_on, platform, metric, metric_name;
