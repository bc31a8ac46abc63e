-- Calls to providers by hour and endpoint over the last 14 days: what they cost, how they ended, how long they took.
create view mart.call_hour as
select h.called_on_hour, p.name as provider, core.words_of(h.endpoint) as endpoint,
       coalesce(core.words_of(h.failure), 'answered') as ended, h.calls, h.cost, h.waited_ms, h.elapsed_ms
from (
    select date_trunc('hour', c.called_at at time zone 'UTC') as called_on_hour, c.provider, c.endpoint, c.failure,
           count(*) as calls, sum(c.cost)::bigint as cost, sum(c.waited_ms)::bigint as waited_ms,
           sum(c.elapsed_ms)::bigint as elapsed_ms
    from ops.call c
    where c.called_at >= date_trunc('hour', now() - interval '14 days')
    group by 1, 2, 3, 4) h
join core.provider p on p.provider = h.provider;
