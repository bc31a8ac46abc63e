-- Requests somebody waits for, the oldest first; those of this number where one is given.
select request_id
from app.audience_request
where state in ('waiting', 'running') and (cast(:request_id as bigint) is null or request_id = :request_id)
order by request_id
