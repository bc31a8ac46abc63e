-- An item for each artist and the day. One that is done stays done; one that was given up is tried again.
with wanted as (
    select unnest(cast(:artist_ids as bigint[])) as artist_id
), queued as (
    insert into ops.work (kind, entity_id, for_at)
    select :kind, artist_id, :for_at from wanted order by artist_id
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_at = now()
    where ops.work.state = 'dead'
    returning work_id
)
select work_id from queued
union
select w.work_id
from wanted a
join ops.work w on w.kind = :kind and w.entity_id = a.artist_id and w.for_at = :for_at
where w.state in ('pending', 'retry', 'leased')
