-- Every connection of our programs but the one that asks.
select count(pg_terminate_backend(pid))
from pg_stat_activity
where application_name = 'groundswell' and pid <> pg_backend_pid()
