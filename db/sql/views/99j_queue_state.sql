-- The queue by kind, platform and state: how much of what there is to fetch is done, waits, or was given up.
create view mart.queue_state as
select w.kind, w.platform, coalesce(nullif(w.queued_for, ''), 'no chart') as queued_for,
       case w.state when 'done' then case when w.outcome in ('no_data', 'not_offered') then 'nothing there' else 'done' end
                    when 'dead' then 'given up' when 'leased' then 'under way' when 'retry' then 'waits for a retry'
                    else 'waits' end as standing,
       count(*) as items, min(w.queued_at) filter (where w.state in ('pending', 'retry')) as oldest_waiting_at,
       max(w.done_at) as last_done_at
from ops.work w
group by 1, 2, 3, 4;

comment on view mart.queue_state is 'What is to be fetched, by kind, platform and how it stands.';
comment on column mart.queue_state.kind is 'Kind of work.';
comment on column mart.queue_state.platform is 'Platform of an audience; else empty.';
comment on column mart.queue_state.queued_for is 'Chart whose schedule queued it last; ''no chart'' for a sweep or a forced refresh.';
comment on column mart.queue_state.standing is
    'done, nothing there (the provider has no such data), waits, waits for a retry, under way or given up.';
comment on column mart.queue_state.items is 'Items.';
comment on column mart.queue_state.oldest_waiting_at is 'Since when the oldest of them has waited (UTC); null when none waits.';
comment on column mart.queue_state.last_done_at is 'Last time one of them was done (UTC).';
