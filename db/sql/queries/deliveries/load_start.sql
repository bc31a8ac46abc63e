insert into ops.load (source, origin, content_sha256, state, arrived_at)
values (:source, :origin, :content_sha256, 'loaded', :arrived_at)
returning load_id
