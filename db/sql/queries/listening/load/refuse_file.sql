insert into ops.history_file (user_id, origin, content_sha256, state, reason)
values (:user_id, :origin, :sha256, 'refused', :reason)
