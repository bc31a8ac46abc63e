select t.name as track, m.code as metric, w.*
from mart.track_week w
join core.track t on t.track_id = w.track_id
join core.metric m on m.metric_id = w.metric_id
