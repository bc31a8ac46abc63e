-- Days covered stay one stretch without a hole: where old and new do not meet, the new one is remembered.
update ops.work
set state = 'done', outcome = :outcome, reason = :reason, done_at = now(), leased_by = null, lease_until = null,
    covered_from = case when covered_until < cast(:covered_from as date) - 1 then cast(:covered_from as date)
                        else least(covered_from, cast(:covered_from as date)) end,
    covered_until = greatest(covered_until, cast(:covered_until as date))
where work_id = :work_id and state = 'leased' and leased_by = :worker
