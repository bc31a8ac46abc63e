-- Each kind of work: items that are due and the oldest since when, when one was last done, items given up and most often why
select w.kind, k.label, count(*) filter (where d.due_at <= cast(:now as timestamptz)) as due_items,
       min(d.due_at) filter (where d.due_at <= cast(:now as timestamptz)) as oldest_due_at, max(w.done_at) as last_done_at,
       count(*) filter (where w.state = 'dead') as dead_items,
       mode() within group (order by core.reason_label(w.reason)) filter (where w.state = 'dead') as dead_reason
from ops.work w
join ops.work_kind k on k.kind = w.kind
cross join lateral (
    select case when w.state in ('pending', 'retry') then greatest(w.queued_at, w.next_try_at)
                when w.state = 'leased' then w.lease_until end as due_at) d
group by w.kind, k.label
order by w.kind
