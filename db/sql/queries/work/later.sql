-- Put an item back: as retry or dead after a failure, as pending (attempt not counted) when the run had to stop.
update ops.work
set state = :state, reason = :reason, leased_by = null, lease_until = null,
    attempts = attempts - :uncounted,
    next_try_at = now() + make_interval(secs => :delay_s)
where work_id = :work_id and state = 'leased' and leased_by = :worker
