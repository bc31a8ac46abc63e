-- End what a role has open on the server.
select pg_terminate_backend(pid) from pg_stat_activity where usename = :name
