-- What flows do: rows come, change and go, in every schema.
grant usage on schema mart, bi, core, ops, raw, app to "etl";
grant select, insert, update, delete on all tables in schema mart, bi, core, ops, raw, app to "etl";
grant usage, select on all sequences in schema mart, bi, core, ops, raw, app to "etl";
grant execute on all functions in schema mart, bi, core, ops, raw, app to "etl";
-- Flows wait for each other by advisory locks, which db/sql/limits takes from everybody else.
do $$
declare
    f regprocedure;
begin
    for f in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'pg_catalog'::regnamespace
          and (p.proname ~ '^pg_(try_)?advisory_' or p.proname = 'set_config')
    loop
        execute format('grant execute on function %s to "etl"', f);
    end loop;
end
$$;
