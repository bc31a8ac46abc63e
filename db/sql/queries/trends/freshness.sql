-- How far behind each source is on a day; what the report waits for and is late first
select f.name, f.is_late, f.days_behind, f.watermark_on, f.last_arrived_at, f.last_loaded_at, f.cadence_days, f.lag_days,
       f.is_must_have, f.refused_at, f.refused_reason, f.rejected_30_days, f.note, f.source, f.sentence,
       d.spoilt_at is not null as is_mostly_rejected
from core.source_freshness(:on_day) f
left join core.source_delivered() d on d.source = f.source
order by f.is_late desc, f.is_must_have desc, f.source
