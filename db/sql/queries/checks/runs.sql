-- The last run of each flow in 7 days: one that has ended, or runs for more than a day. One that did not go well and is part of
-- another is told with that one; one that went well answers for those before it, whoever called it
select distinct on (r.flow) r.flow, r.state, r.reason, r.started_at, r.ended_at, r.flow_run_id_prefect as prefect_id
from ops.run r
where (r.part_of is null or r.state = 'completed') and r.started_at > cast(:now as timestamptz) - interval '7 days'
  and (r.ended_at is not null or r.started_at <= cast(:now as timestamptz) - interval '1 day')
order by r.flow, r.run_id desc
