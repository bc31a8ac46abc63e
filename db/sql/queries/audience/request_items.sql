-- Items a request waits for; those set aside or put off are tried at once.
with revived as (
    update ops.work w
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null
    from app.audience_request_item i
    where i.request_id = :request_id and w.work_id = i.work_id and w.state in ('dead', 'retry')
)
select work_id from app.audience_request_item where request_id = :request_id order by work_id
