-- Badges of artists in a week, with metric codes.
select m.code as metric, b.*
from badge b
join core.metric m on m.metric_id = b.metric_id
where b.week_on = :week_on and b.track_id is null
