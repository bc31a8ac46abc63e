-- for each: bi_read, bi_named
-- Dashboards and SQL Lab: they read schemas bi and mart; bi_named by the names of listeners too. A session may change
-- these settings; its grants it can't.
alter role "{kind}" in database "warehouse" set default_transaction_read_only = on;
alter role "{kind}" in database "warehouse" set statement_timeout = '25s';
alter role "{kind}" in database "warehouse" set idle_in_transaction_session_timeout = '60s';
alter role "{kind}" in database "warehouse" set search_path = bi, mart;
alter role "{kind}" in database "warehouse" set timezone = 'UTC';
alter role "{kind}" in database "warehouse" set jit = off;
-- A year of weeks by genre is grouped in memory, not on the disk.
alter role "{kind}" in database "warehouse" set work_mem = '48MB';
-- A question is answered by one process, at whose priority and cost it runs; others keep the other processors.
alter role "{kind}" in database "warehouse" set max_parallel_workers_per_gather = 0;
-- A question spills no more than this onto the disk. Superusers alone may set it, and a session can't undo it.
do $$
begin
    alter role "{kind}" in database "warehouse" set temp_file_limit = '4GB';
exception when insufficient_privilege then
    null;
end
$$;
-- Views of dashboards stand on views: planned as one join, an artist's rows are found by index instead of read for all.
alter role "{kind}" in database "warehouse" set join_collapse_limit = 12;
alter role "{kind}" in database "warehouse" set from_collapse_limit = 12;
alter role "{kind}" in database "warehouse" set geqo_threshold = 16;
