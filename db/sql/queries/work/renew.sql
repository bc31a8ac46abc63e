update ops.work
set lease_until = now() + make_interval(secs => :lease_s)
where state = 'leased' and leased_by = :worker and work_id = any(:work_ids)
