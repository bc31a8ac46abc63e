-- Everything of schemas mart and bi may be read, nothing else may be.
revoke all on all tables in schema mart, bi, core, ops, raw, app from "bi_read";
revoke all on schema core, ops, raw, app from "bi_read";
grant usage on schema mart, bi to "bi_read";
grant select on all tables in schema mart, bi to "bi_read";
-- Whose listening it is, is not for everybody: mart.listener gives numbers instead of names.
revoke select on mart.listener_name from "bi_read";
-- What an audience was in a period is a question of people who write SQL, too.
grant usage on schema app to "bi_read";
grant execute on function app.audience(text[], text[], date, date, text, text),
    app.coverage(text[], text[], date, date, text), app.audience_left_out(text[], text[], date, date, text),
    app.audience_tracks(text[], text[], date, date, text),
    app.audience_track_days(text[], text[], date, date, text), app.audience_metrics(), app.audience_methods() to "bi_read";
grant execute on function bi.audience_answer(text[], text[], date, date, text, text),
    bi.audience_lacking(text[], text[], date, date, text) to "bi_read";
