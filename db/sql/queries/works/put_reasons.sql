-- Why works have no link, as found now.
update core.work w
set unlinked_reason = g.why
from unnest(cast(:work_ids as bigint[]), cast(:whys as text[])) as g (work_id, why)
where w.work_id = g.work_id and w.unlinked_reason is distinct from g.why
