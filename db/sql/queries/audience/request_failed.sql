update app.audience_request
set state = 'failed', finished_at = clock_timestamp(), failure = :failure
where request_id = :request_id and state = 'running'
