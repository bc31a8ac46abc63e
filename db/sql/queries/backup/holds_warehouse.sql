-- Whether schemas of a warehouse are there.
select exists (select from pg_namespace where nspname in ('raw', 'core', 'mart', 'bi', 'bi_scoped', 'ops', 'app'))
