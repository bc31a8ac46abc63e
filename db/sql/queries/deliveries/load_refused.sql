-- A file refused before for the same reason leaves no second row.
insert into ops.load (source, origin, content_sha256, state, reason, arrived_at, rows_read)
select :source, :origin, :content_sha256, 'refused', :reason, :arrived_at, :rows_read
where not exists (
    select from ops.load
    where source = :source and state = 'refused' and content_sha256 = :content_sha256 and reason = :reason
      and origin = :origin
)
