insert into ops.run (flow, flow_run_id_prefect, parameters, reason, predicted_calls, part_of, host, pid, process_started_at)
values (:flow, :flow_run_id_prefect, cast(:parameters as jsonb), :reason, :predicted_calls, :part_of, :host, :pid,
        :process_started_at)
returning run_id
