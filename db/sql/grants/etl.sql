-- What flows do: rows come, change and go, in every schema.
grant usage on schema mart, bi, core, ops, raw, app to "etl";
grant select, insert, update, delete on all tables in schema mart, bi, core, ops, raw, app to "etl";
grant usage, select on all sequences in schema mart, bi, core, ops, raw, app to "etl";
grant execute on all functions in schema mart, bi, core, ops, raw, app to "etl";
