-- The last run of each flow that is no part of another, of the last 7 days: one that has ended, or runs for more than a day
select distinct on (r.flow) r.flow, r.state, r.reason, r.started_at, r.ended_at, r.flow_run_id_prefect as prefect_id
from ops.run r
where r.part_of is null and r.started_at > cast(:now as timestamptz) - interval '7 days'
  and (r.ended_at is not null or r.started_at <= cast(:now as timestamptz) - interval '1 day')
order by r.flow, r.run_id desc
