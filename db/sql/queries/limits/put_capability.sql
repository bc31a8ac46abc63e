insert into ops.capability (provider, feature, is_available, reason, client_id)
values (:provider, :feature, :is_available, :reason, :client_id)
on conflict (provider, feature) do update
set is_available = excluded.is_available, reason = excluded.reason, checked_at = now(),
    client_id = coalesce(excluded.client_id, ops.capability.client_id)
