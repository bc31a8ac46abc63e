-- Functions of Postgres that run a text as SQL, hold a session or others up, undo its limits or write without a table, as
-- far as everybody may call them: db/sql/limits takes them away where it may, and what is left is told.
create or replace function app.harmful_functions() returns setof regprocedure
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select p.oid::regprocedure
    from pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname in (
               'ts_stat', 'query_to_xml', 'query_to_xmlschema', 'query_to_xml_and_xmlschema', 'cursor_to_xml',
               'cursor_to_xmlschema', 'table_to_xml', 'table_to_xmlschema', 'table_to_xml_and_xmlschema',
               'schema_to_xml', 'schema_to_xmlschema', 'schema_to_xml_and_xmlschema', 'database_to_xml',
               'database_to_xmlschema', 'database_to_xml_and_xmlschema',
               'set_config', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until', 'pg_notify',
               'pg_logical_emit_message', 'pg_cancel_backend', 'pg_terminate_backend', 'pg_export_snapshot',
               'lo_create', 'lo_creat', 'lo_from_bytea', 'lo_open', 'lo_put', 'lowrite', 'lo_unlink')
           or p.proname ~ '^pg_(try_)?advisory_'
           or p.oid = 'ts_rewrite(tsquery, text)'::regprocedure)
      and has_function_privilege('public', p.oid, 'execute')
    order by 1
$$;

comment on function app.harmful_functions() is
    'Functions of Postgres that get around limits and that everybody may call; none where the owner is a superuser.';
revoke execute on function app.harmful_functions() from public;
