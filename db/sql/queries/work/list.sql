select work_id, kind, entity_name, platform, for_at, state, outcome, attempts, reason, next_try_at, done_at, queued_for
from mart.fetch_state
where (cast(:state as text) is null or state = :state) and (cast(:kind as text) is null or kind = :kind)
order by priority desc, work_id
limit :most
