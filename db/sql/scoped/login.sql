-- A login of a scope. Settings of a role are not inherited by its members: each login has its own.
alter role "login" in database "warehouse" set search_path = bi_scoped;
alter role "login" in database "warehouse" set default_transaction_read_only = on;
alter role "login" in database "warehouse" set statement_timeout = '25s';
alter role "login" in database "warehouse" set idle_in_transaction_session_timeout = '60s';
alter role "login" in database "warehouse" set timezone = 'UTC';
alter role "login" in database "warehouse" set jit = off;
alter role "login" in database "warehouse" set work_mem = '48MB';
alter role "login" in database "warehouse" set join_collapse_limit = 12;
alter role "login" in database "warehouse" set from_collapse_limit = 12;
alter role "login" in database "warehouse" set geqo_threshold = 16;
