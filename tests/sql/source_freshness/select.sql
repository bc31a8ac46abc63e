-- besides the sources a new warehouse watches from the start
select source, name, is_must_have, watermark_on, to_char(last_arrived_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as arrived,
       days_behind, is_late, refused_reason, rejected_30_days, note, sentence
from core.source_freshness('2026-11-16')
where source !~ '^(LUMINATE|SPOTIFY|TIKTOK)_'
