select run_id, flow, state, reason, summary
from ops.run
where started_at >= :began and summary is not null
order by run_id
