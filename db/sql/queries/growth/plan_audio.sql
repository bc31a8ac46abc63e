-- Artists whose tracks lack a profile: new ones once, others again when it was asked too long ago (fetch_policy).
with wanted as (
    select unnest(cast(:artist_ids as bigint[])) as artist_id
), due as (
    select a.artist_id
    from wanted a
    join ops.fetch_policy f on f.kind = 'audio_features'
    left join ops.work w on w.kind = f.kind and w.entity_id = a.artist_id and w.platform = '' and w.for_at is null
    where w.work_id is null or w.state = 'dead' or (w.state = 'done' and w.done_at + f.stale_after <= now())
), queued as (
    insert into ops.work (kind, entity_id)
    select 'audio_features', artist_id from due order by artist_id
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_at = now()
    where ops.work.state in ('done', 'dead')
    returning work_id
)
select work_id from queued
union
select w.work_id
from wanted a
join ops.work w on w.kind = 'audio_features' and w.entity_id = a.artist_id and w.for_at is null
where w.state in ('pending', 'retry', 'leased')
