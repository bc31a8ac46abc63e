insert into ops.run (flow, flow_run_id_prefect, parameters, reason, predicted_calls, part_of)
values (:flow, :flow_run_id_prefect, cast(:parameters as jsonb), :reason, :predicted_calls, :part_of)
returning run_id
