-- Figures of an issue as told, by metric and artist; the first row of a metric is of all artists.
select m.code as metric, a.name as artist, g.artist_id, g.total, g.last_total, g.tier, g.direction, g.ratio,
       g.expected_ratio_low, g.expected_ratio_high, g.threshold, g.expected, g.settled_this_week, g.cause
from core.report_figure g
join core.metric m on m.metric_id = g.metric_id
left join core.artist a on a.artist_id = g.artist_id
where g.issue_id = :issue_id
order by m.code, a.name collate "C" nulls first, g.artist_id
