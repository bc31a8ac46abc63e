insert into ops.capability (provider, feature, is_available, reason)
values (:provider, :feature, :is_available, :reason)
on conflict (provider, feature) do update
set is_available = excluded.is_available, reason = excluded.reason, checked_at = now()
