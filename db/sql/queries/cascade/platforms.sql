-- Platforms whose audiences schedules ask for
select distinct p from ops.chart_schedule s cross join unnest(s.priority_platforms || s.artist_platforms) p order by 1
