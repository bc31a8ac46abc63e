-- Each ranking's entries with track, credit and move since the ranking before. moved_by > 0 is a climb, null a new entry.
create view mart.chart_move as
select core.week_on((e.ranked_at at time zone 'UTC')::date) as week_on, e.ranked_at,
       c.slug as chart, concat_ws(' ', c.name, coalesce(c.country_code, 'worldwide')) as chart_name, c.country_code, p.code as platform, c.frequency,
       e.position, e.previous_position, e.previous_position - e.position as moved_by,
       e.track_id, t.name as track_name, t.credit_name, e.metric_value, e.entered_on, e.appearances
from core.chart_entry e
join core.chart c on c.chart_id = e.chart_id
join core.platform p on p.platform_id = c.platform_id
join core.track t on t.track_id = e.track_id;
