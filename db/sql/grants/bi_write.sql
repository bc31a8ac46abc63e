-- Functions of schema app that act with their owner's rights are doors for people; the others are inner parts of those.
revoke all on all tables in schema mart, bi, core, ops, raw, app from "bi_write";
revoke all on all functions in schema app from "bi_write";
revoke all on schema core, ops, raw from "bi_write";
grant usage on schema mart, bi, app to "bi_write";
grant select on all tables in schema mart, bi to "bi_write";
grant execute on function bi.audience_answer(text[], text[], date, date, text, text),
    bi.audience_lacking(text[], text[], date, date, text) to "bi_write";
revoke select on mart.listener_name from "bi_write";
do $$
declare
    door regprocedure;
begin
    for door in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef loop
        execute format('grant execute on function %s to "bi_write"', door);
    end loop;
end
$$;
