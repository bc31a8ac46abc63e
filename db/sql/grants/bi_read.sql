-- Everything of schemas mart and bi may be read, nothing else may be.
revoke all on all tables in schema mart, bi, core, ops, raw, app from "bi_read";
revoke all on schema core, ops, raw, app from "bi_read";
grant usage on schema mart, bi to "bi_read";
grant select on all tables in schema mart, bi to "bi_read";
