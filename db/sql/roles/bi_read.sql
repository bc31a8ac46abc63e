-- Dashboards and SQL Lab: they read schemas bi and mart. A session may change these settings; its grants it can't.
alter role "bi_read" in database "warehouse" set default_transaction_read_only = on;
alter role "bi_read" in database "warehouse" set statement_timeout = '25s';
alter role "bi_read" in database "warehouse" set idle_in_transaction_session_timeout = '60s';
alter role "bi_read" in database "warehouse" set search_path = bi, mart;
alter role "bi_read" in database "warehouse" set timezone = 'UTC';
alter role "bi_read" in database "warehouse" set jit = off;
-- A year of weeks by genre is grouped in memory, not on the disk.
alter role "bi_read" in database "warehouse" set work_mem = '48MB';
-- Views of dashboards stand on views: planned as one join, an artist's rows are found by index instead of read for all.
alter role "bi_read" in database "warehouse" set join_collapse_limit = 12;
alter role "bi_read" in database "warehouse" set from_collapse_limit = 12;
alter role "bi_read" in database "warehouse" set geqo_threshold = 16;
