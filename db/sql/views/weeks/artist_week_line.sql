-- Each artist's weeks as a line to draw: the figure over everything seen, with how much of the week was seen.
create view mart.artist_week_line as
select w.week_on, w.artist_id, a.name as artist_name, a.country_code, p.code as platform, m.code as metric,
       m.name as metric_name, m.metric_kind, m.unit, w.basis, w.value, w.level, w.correction, w.days_present,
       w.track_count, w.complete_track_count, w.is_complete
from mart.artist_week w
join core.artist a on a.artist_id = w.artist_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id;
