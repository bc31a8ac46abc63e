-- Runs of flows that nobody has closed, with the process each is in.
select run_id, flow, flow_run_id_prefect, started_at, host, pid, process_started_at
from ops.run
where state = 'running'
order by run_id
