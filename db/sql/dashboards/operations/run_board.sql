-- The last 500 runs of flows, newest first, with how long they took and why they failed.
create view bi.run_board as
select r.run_id, upper(left(r.flow, 1)) || replace(substr(r.flow, 2), '-', ' ') as flow, r.state, r.started_at, r.ended_at,
       extract(epoch from coalesce(r.ended_at, now()) - r.started_at)::double precision as seconds,
       case r.state when 'running' then 'runs since ' || to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
                    when 'failed' then coalesce(r.reason, 'failed without a word')
                    else coalesce(r.reason, '') end as reason,
       r.predicted_calls, r.state = 'failed' and r.started_at > now() - interval '7 days' as is_failed_lately
from ops.run r
order by r.started_at desc
limit 500;

comment on view bi.run_board is 'The last 500 runs of flows, with how long they took and why they failed.';
comment on column bi.run_board.run_id is 'Number of the run.';
comment on column bi.run_board.flow is 'Flow that ran.';
comment on column bi.run_board.state is 'running, completed or failed.';
comment on column bi.run_board.started_at is 'Start (UTC).';
comment on column bi.run_board.ended_at is 'End (UTC); null while it runs or when it was killed.';
comment on column bi.run_board.seconds is 'Seconds from start to end, or to now while it runs.';
comment on column bi.run_board.reason is 'Why it failed, or why it ran out of turn; empty when there is nothing to say.';
comment on column bi.run_board.predicted_calls is 'Provider calls foretold before a forced refresh; else null.';
comment on column bi.run_board.is_failed_lately is 'Failed in the last 7 days.';
