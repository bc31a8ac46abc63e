-- The last 500 runs of flows, newest first, with how long they took and why they failed.
create view bi.run_board as
select r.run_id, upper(left(r.flow, 1)) || replace(substr(r.flow, 2), '-', ' ') as flow, r.state, r.started_at, r.ended_at,
       extract(epoch from coalesce(r.ended_at, now()) - r.started_at)::double precision as seconds,
       case r.state when 'running' then 'runs since ' || to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
                    when 'failed' then coalesce(r.reason, 'failed without a word')
                    when 'crashed' then coalesce(r.reason, 'its process is gone')
                    else coalesce(r.reason, '') end as reason,
       r.predicted_calls, r.state in ('failed', 'partial', 'crashed') and r.started_at > now() - interval '7 days' as is_failed_lately
from ops.run r
order by r.started_at desc
limit 500;
