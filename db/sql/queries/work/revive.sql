update ops.work
set state = 'pending', attempts = 0, next_try_at = now(), reason = null
where state in ('dead', 'retry')
  and (cast(:work_ids as bigint[]) is null or work_id = any(:work_ids))
  and (cast(:kind as text) is null or kind = :kind)
