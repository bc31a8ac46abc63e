-- How far behind each source is today. For another day: select * from core.source_freshness(day).
create view mart.source_freshness as
select source, name, is_must_have, watermark_on, last_arrived_at, last_loaded_at, cadence_days, lag_days, days_behind,
       is_late, refused_at, refused_reason, rejected_30_days, note, sentence
from core.source_freshness(core.today());
