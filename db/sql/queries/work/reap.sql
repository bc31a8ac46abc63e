-- Items whose worker ended without a word come back; one that keeps ending its workers is set aside.
update ops.work
set state = case when attempts >= :most_attempts then 'dead' else 'retry' end,
    reason = format('its worker ended without a word in attempt %s', attempts),
    leased_by = null, lease_until = null, next_try_at = now()
where state = 'leased' and lease_until < now()
