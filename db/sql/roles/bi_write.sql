-- The pages people type into: they call functions of schema app and read schemas bi and mart.
alter role "bi_write" in database "warehouse" set statement_timeout = '25s';
alter role "bi_write" in database "warehouse" set lock_timeout = '10s';
alter role "bi_write" in database "warehouse" set idle_in_transaction_session_timeout = '60s';
alter role "bi_write" in database "warehouse" set search_path = bi, mart;
alter role "bi_write" in database "warehouse" set timezone = 'UTC';
alter role "bi_write" in database "warehouse" set jit = off;
