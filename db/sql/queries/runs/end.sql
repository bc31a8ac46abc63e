update ops.run
set ended_at = now(), state = :state, summary = cast(:summary as jsonb), reason = coalesce(:reason, reason)
where run_id = :run_id
