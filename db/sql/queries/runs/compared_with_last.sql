-- What ran during a run of a flow, beside what ran during the last one of the same flow: calls by provider, what was left out
-- by reason, stages of providers' work, tables of deliveries; in each what differs most comes first.
with chosen as (select * from ops.run where run_id = :run_id),
     compared as (
         select run_id, started_at, ended_at, true as is_this from chosen
         union all
         (select r.run_id, r.started_at, r.ended_at, false
          from ops.run r join chosen c on r.flow = c.flow and r.run_id < c.run_id
          order by r.run_id desc limit 1)),
     child as (
         select d.is_this, r.flow, r.summary
         from compared d join ops.run r on r.run_id > d.run_id and r.started_at <= coalesce(d.ended_at, now())),
     measure as (
         select c.is_this, 3 as part, format('%s: %s', s ->> 'stage', replace(m.key, '_', ' ')) as measure, m.value::bigint
         from child c, jsonb_array_elements(c.summary -> 'stages') s, jsonb_each_text(s) m
         where m.key in ('found', 'new', 'again', 'fetched', 'unchanged', 'skipped', 'put_back', 'dead')
         union all
         select c.is_this, 2, format('left out, %s: %s', replace(w ->> 'kind', '_', ' '), replace(w ->> 'failure', '_', ' ')),
                (w ->> 'items')::bigint
         from child c, jsonb_array_elements(c.summary -> 'why') w
         union all
         select c.is_this, 4, format('%s: %s', t ->> 'table', replace(m.key, '_', ' ')), m.value::bigint
         from child c, jsonb_array_elements(c.summary -> 'tables') t, jsonb_each_text(t) m
         where m.key in ('loads', 'refused', 'rows_new', 'rows_restated', 'rows_rejected')
         union all
         select d.is_this, 1, format('%s: calls', a.provider), count(*)
         from compared d join ops.call a on a.called_at between d.started_at and coalesce(d.ended_at, now())
         group by d.is_this, a.provider)
select measure, coalesce(sum(value) filter (where is_this), 0)::bigint as this_run,
       case when (select count(*) from compared) = 2 then coalesce(sum(value) filter (where not is_this), 0)::bigint end as run_before,
       case when (select count(*) from compared) = 2
            then (coalesce(sum(value) filter (where is_this), 0) - coalesce(sum(value) filter (where not is_this), 0))::bigint
       end as change
from measure
group by part, measure
having sum(abs(value)) > 0
order by part, abs(sum(case when is_this then value else -value end)) desc, measure;
