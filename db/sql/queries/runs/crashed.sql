-- Close a run whose process is gone, unless it has closed meanwhile.
update ops.run
set ended_at = now(), state = 'crashed', reason = :reason
where run_id = :run_id and state = 'running'
returning run_id
