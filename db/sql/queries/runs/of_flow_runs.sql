-- Runs that were made by flow runs of Prefect, with how they ended and the process each was in.
select run_id, flow, flow_run_id_prefect, state, reason, host, pid, process_started_at
from ops.run
where flow_run_id_prefect = any (:flow_runs)
order by run_id
