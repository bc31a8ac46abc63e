-- As bi_read, and the names of listeners.
revoke all on all tables in schema mart, bi, core, ops, raw, app from "bi_named";
revoke all on schema core, ops, raw, app from "bi_named";
grant usage on schema mart, bi to "bi_named";
grant select on all tables in schema mart, bi to "bi_named";
