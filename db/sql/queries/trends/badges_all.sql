-- Badges of artists in all weeks, with metric codes and weeks counted from the first.
select m.code as metric, b.*, (b.week_on - min(b.week_on) over ()) / 7 as week
from badge b
join core.metric m on m.metric_id = b.metric_id
where b.track_id is null
