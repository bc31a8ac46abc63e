insert into ops.history_file (user_id, origin, form, content_sha256, state)
values (:user_id, :origin, :form, :sha256, 'loaded')
returning file_id
