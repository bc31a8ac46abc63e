-- No row: nobody waits for it any more.
update app.audience_request
set state = 'running', started_at = clock_timestamp(),
    flow_run_id_prefect = coalesce(cast(:flow_run_id_prefect as text), flow_run_id_prefect)
where request_id = :request_id and state in ('waiting', 'running')
returning predicted_calls
