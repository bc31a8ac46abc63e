select a.name as artist, m.code as metric, w.*
from mart.artist_week w
join core.artist a on a.artist_id = w.artist_id
join core.metric m on m.metric_id = w.metric_id
