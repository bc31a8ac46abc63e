select rows_read, rows_loaded + rows_already as already, rows_duplicate, rows_rejected
from ops.history_file
where user_id = :user_id and content_sha256 = :sha256 and state = 'loaded'
