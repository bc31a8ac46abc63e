-- As bi_read, and the names of listeners.
revoke all on all tables in schema mart, bi, core, ops, raw, app from "bi_named";
revoke all on schema core, ops, raw, app from "bi_named";
grant usage on schema mart, bi to "bi_named";
grant select on all tables in schema mart, bi to "bi_named";
-- What an audience was in a period is a question of people who write SQL, too.
grant usage on schema app to "bi_named";
grant execute on function app.audience(text[], text[], date, date, text, text),
    app.coverage(text[], text[], date, date, text), app.audience_left_out(text[], text[], date, date, text),
    app.audience_tracks(text[], text[], date, date, text),
    app.audience_track_days(text[], text[], date, date, text), app.audience_metrics(), app.audience_methods() to "bi_named";
grant execute on function bi.audience_answer(text[], text[], date, date, text, text),
    bi.audience_lacking(text[], text[], date, date, text) to "bi_named";
