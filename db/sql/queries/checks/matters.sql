-- Matters that are open, and those that were over since
select matter_id, key, kind, severity, what, next_step, first_seen_at, over_at
from ops.matter
where over_at is null or over_at >= :since
order by matter_id
