-- Queue the rankings of a chart that are not known yet; with :force also those that are.
insert into ops.work (kind, entity_id, for_at, priority, queued_for)
select 'chart_ranking', :chart_id, dates.for_at, :priority, :slug
from unnest(cast(:dates as timestamptz[])) as dates (for_at)
order by dates.for_at desc
on conflict (kind, entity_id, platform, for_at) do update
set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_at = now()
where :force and ops.work.state in ('done', 'dead')
