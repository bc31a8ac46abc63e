-- The queue by kind, platform and state: how much of what there is to fetch is done, waits, or was given up.
create view mart.queue_state as
select core.work_label(q.kind) as what, q.platform, q.queued_for, q.standing, q.items, q.oldest_waiting_at, q.last_done_at
from (
    select w.kind, w.platform, coalesce(nullif(w.queued_for, ''), 'no chart') as queued_for,
           core.standing_label(w.state, w.outcome) as standing, count(*) as items,
           min(w.queued_at) filter (where w.state in ('pending', 'retry')) as oldest_waiting_at,
           max(w.done_at) as last_done_at
    from ops.work w
    group by 1, 2, 3, 4) q;

comment on view mart.queue_state is 'What is to be fetched, by kind, platform and how it stands.';
comment on column mart.queue_state.what is 'What is fetched, in words.';
comment on column mart.queue_state.platform is 'Platform of an audience; else empty.';
comment on column mart.queue_state.queued_for is 'Chart whose schedule queued it last; ''no chart'' for a sweep or a forced refresh.';
comment on column mart.queue_state.standing is
    'done, nothing there (the provider has no such data), waits, waits for a retry, under way or given up.';
comment on column mart.queue_state.items is 'Items.';
comment on column mart.queue_state.oldest_waiting_at is 'Since when the oldest of them has waited (UTC); null when none waits.';
comment on column mart.queue_state.last_done_at is 'Last time one of them was done (UTC).';
