-- The queue by kind, platform and state: how much of what there is to fetch is done, waits, or was given up.
create view mart.queue_state as
select k.label as what, q.platform, q.queued_for, q.standing, q.items, q.oldest_waiting_at, q.last_done_at
from (
    select w.kind, w.platform, coalesce(nullif(w.queued_for, ''), 'no chart') as queued_for,
           core.standing_label(w.state, w.outcome) as standing, count(*) as items,
           min(w.queued_at) filter (where w.state in ('pending', 'retry')) as oldest_waiting_at,
           max(w.done_at) as last_done_at
    from ops.work w
    group by 1, 2, 3, 4) q
join ops.work_kind k on k.kind = q.kind;
