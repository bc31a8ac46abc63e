-- Of the items of a request that runs: how many there are, how many could not be read, and one reason. One that was
-- cancelled has nothing left.
select count(*) as items, count(*) filter (where w.state <> 'done') as items_left,
       max(w.reason) filter (where w.state <> 'done') as example
from app.audience_request r
join app.audience_request_item i on i.request_id = r.request_id
join ops.work w on w.work_id = i.work_id
where r.request_id = :request_id and r.state = 'running'
