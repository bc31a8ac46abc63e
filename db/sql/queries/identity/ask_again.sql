-- An identity that a person changed is looked up at the next run, before others; what a worker holds now, it tries again.
insert into ops.work (kind, entity_id, priority)
values ('recording_match', :heard_item_id, 32767)
on conflict (kind, entity_id, platform, for_at) do update
set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, leased_by = null,
    lease_until = null, priority = excluded.priority
