-- Runs that a chaos run left without an end.
select flow, 'run ' || run_id as name, state, started_at as since
from ops.run
where state = 'running'
order by run_id
