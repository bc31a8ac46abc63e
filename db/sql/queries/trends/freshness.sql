-- How far behind each source is on a day; what the report waits for and is late first
select name, is_late, days_behind, watermark_on, last_arrived_at, last_loaded_at, cadence_days, lag_days, is_must_have,
       refused_at, refused_reason, rejected_30_days, note, source, sentence
from core.source_freshness(:on_day)
order by is_late desc, is_must_have desc, source
