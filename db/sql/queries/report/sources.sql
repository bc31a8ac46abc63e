-- The sources with a calendar: up to when each has come, and whether that is late
select name, is_must_have, is_late, sentence
from mart.source_freshness
where watermark_on is not null
order by is_late desc, is_must_have desc, name collate "C";
