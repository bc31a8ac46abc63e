-- Sources the report waits for and that have delivered, or are late.
select name, watermark_on, is_late, sentence
from mart.source_freshness
where is_must_have and (last_arrived_at is not null or is_late)
order by source
