insert into ops.load (source, origin, content_sha256, state, reason, arrived_at, rows_read)
values (:source, :origin, :content_sha256, 'refused', :reason, :arrived_at, :rows_read)
