-- What a check of data found
insert into ops.check_result (check_name, severity, what, checked_at, rows_found, example, reason, elapsed_ms)
values (:name, :severity, :what, :checked_at, :rows_found, cast(:example as jsonb), :reason, :elapsed_ms);
