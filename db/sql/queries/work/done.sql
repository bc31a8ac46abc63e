update ops.work
set state = 'done', outcome = :outcome, reason = :reason, done_at = now(), leased_by = null, lease_until = null,
    covered_from = least(covered_from, cast(:covered_from as date)),
    covered_until = greatest(covered_until, cast(:covered_until as date))
where work_id = :work_id and state = 'leased' and leased_by = :worker
