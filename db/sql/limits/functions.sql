-- Functions of Postgres that run a text as SQL, hold a session or others up, undo its limits or write without a table:
-- taken from everybody but the owner, in this database, wherever they are called from. Where the owner is no superuser
-- Postgres warns that nothing could be revoked, and only Superset's own list of functions stands.
do $$
declare
    f regprocedure;
begin
    for f in
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
    loop
        execute format('revoke execute on function %s from public', f);
    end loop;
end
$$;
