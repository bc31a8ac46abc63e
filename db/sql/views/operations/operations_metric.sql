-- How the work goes, one row for each figure, named as Prometheus wants it; `groundswell metrics` prints them.
create view mart.operations_metric as
with call as (
    select c.provider, coalesce(c.failure, 'answered') as ended, c.called_at
    from ops.call c
    where c.called_at >= now() - interval '1 day'),
last_run as (
    select distinct on (r.flow) r.flow, r.started_at, r.ended_at
    from ops.run r
    where r.ended_at is not null
    order by r.flow, r.run_id desc)
select 'groundswell_' || m.name as name, m.labels, m.value::double precision as value, m.meaning
from (
    select 'calls_last_day' as name, jsonb_build_object('provider', c.provider, 'ended', c.ended) as labels,
           count(*)::numeric as value, 'Calls to the provider in the last 24 hours, by how they ended.' as meaning
    from call c group by c.provider, c.ended
    union all
    select 'limit_used_share', jsonb_build_object('provider', l.provider),
           (select count(*) from call c where c.provider = l.provider and c.called_at >= now() - interval '1 minute')
           / (60 * l.allowed_per_s),
           'Calls of the last minute as a share of those the provider allows.'
    from ops.rate_limit l
    union all
    select 'budget_calls', jsonb_build_object('provider', l.provider), l.daily_budget, 'Calls allowed in a UTC day.'
    from ops.rate_limit l where l.daily_budget is not null
    union all
    select 'budget_spent_calls', jsonb_build_object('provider', l.provider),
           case when l.spent_on = (now() at time zone 'UTC')::date then l.spent_calls else 0 end,
           'Calls reserved in this UTC day.'
    from ops.rate_limit l
    union all
    select 'provider_blocked', jsonb_build_object('provider', l.provider),
           case when l.blocked_until > now() then 1 else 0 end, '1 while nothing is called: its quota is used up, or a long wait.'
    from ops.rate_limit l
    union all
    select 'queue_items', jsonb_build_object('kind', w.kind, 'state', w.state), count(*), 'Items of the queue.'
    from ops.work w group by w.kind, w.state
    union all
    select 'queue_oldest_seconds', jsonb_build_object('kind', w.kind),
           extract(epoch from now() - min(greatest(w.queued_at, w.next_try_at))),
           'How long the item that has waited longest could have been taken.'
    from ops.work w where w.state in ('pending', 'retry') and w.next_try_at <= now() group by w.kind
    union all
    select 'delivery_rows_last_day', jsonb_build_object('table', d.source, 'ended', r.ended), sum(r.rows),
           'Rows of the vendor''s tables read in the last 24 hours, by what became of them.'
    from ops.load d
    cross join lateral (
        values ('new', d.rows_new), ('restated', d.rows_restated), ('same', d.rows_same), ('outside', d.rows_outside),
               ('rejected', d.rows_rejected)) r (ended, rows)
    where d.loaded_at >= now() - interval '1 day' group by d.source, r.ended
    union all
    select 'rejects_last_day', jsonb_build_object('source', j.source), count(*),
           'Rows refused in the last 24 hours and kept with the reason, of answers, deliveries and files.'
    from ops.reject j where j.rejected_at >= now() - interval '1 day' group by j.source
    union all
    select 'flow_runs_last_day', jsonb_build_object('flow', r.flow, 'state', r.state), count(*),
           'Runs of the flow that began in the last 24 hours.'
    from ops.run r where r.started_at >= now() - interval '1 day' group by r.flow, r.state
    union all
    select 'flow_last_duration_seconds', jsonb_build_object('flow', l.flow), extract(epoch from l.ended_at - l.started_at),
           'How long the last run of the flow that ended took.'
    from last_run l
    union all
    select 'flow_last_success_timestamp_seconds', jsonb_build_object('flow', r.flow), extract(epoch from max(r.ended_at)),
           'When a run of the flow was last completed, seconds since 1970.'
    from ops.run r where r.state = 'completed' group by r.flow
    union all
    select 'source_days_behind', jsonb_build_object('source', s.source), s.days_behind,
           'Days a source is behind, beyond its usual lag.'
    from mart.source_freshness s where s.days_behind is not null) m;
