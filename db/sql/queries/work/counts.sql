select kind, state, coalesce(outcome, '') as outcome, count(*) as items
from ops.work
group by kind, state, outcome
order by kind, state, outcome
