update ops.history_file
set rows_read = :read, rows_loaded = :loaded, rows_already = :already, rows_duplicate = :duplicates,
    rows_rejected = :rejected, rows_replaced = :replaced, plays = :plays, played_ms = :played_ms,
    first_at = :first_at, last_at = :last_at
where file_id = :file_id
