-- Whether the database holds anything but what a new one has.
select exists (
    select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg\_temp%'
      and n.nspname not like 'pg\_toast\_temp%')
  or exists (select from pg_namespace where nspname in ('raw', 'core', 'mart', 'bi', 'bi_scoped', 'ops', 'app'))
