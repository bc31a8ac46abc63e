update ops.load
set rows_read = rows_read + :rows_read, rows_new = rows_new + :rows_new, rows_restated = rows_restated + :rows_restated,
    rows_same = rows_same + :rows_same, rows_outside = rows_outside + :rows_outside,
    rows_rejected = rows_rejected + :rows_rejected,
    first_on = least(first_on, cast(:first_on as date)), last_on = greatest(last_on, cast(:last_on as date)),
    modified_until = greatest(modified_until, cast(:modified_until as timestamptz))
where load_id = :load_id
