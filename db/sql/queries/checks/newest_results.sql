-- The newest result of each check of data
select distinct on (check_name) check_name as name, severity, what, checked_at, rows_found, example, reason
from ops.check_result
order by check_name, checked_at desc, check_result_id desc
