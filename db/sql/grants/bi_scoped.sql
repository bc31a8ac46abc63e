-- The views of schema bi_scoped may be read and nothing behind them.
revoke all on all tables in schema mart, bi, core, ops, raw, app from "bi_scoped";
revoke all on schema mart, bi, core, ops, raw, app from "bi_scoped";
grant usage on schema bi_scoped to "bi_scoped";
grant select on all tables in schema bi_scoped to "bi_scoped";
grant execute on function app.scope_of(text), app.is_scoped() to "bi_scoped";
grant execute on function bi_scoped.audience_answer(text[], text[], date, date, text, text),
    bi_scoped.audience_lacking(text[], text[], date, date, text) to "bi_scoped";
