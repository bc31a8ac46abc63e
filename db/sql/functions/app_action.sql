-- What people do with actions that rules found.
create or replace function app.action_found(action_id bigint) returns app.action_item
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    found_row app.action_item;
begin
    select a.* into found_row from app.action_item a where a.action_id = action_found.action_id for update;
    if not found or not app.may_name(found_row.artist_id) then
        raise exception 'There is no action %; look its number up in the list.', action_found.action_id using errcode = 'GW404';
    end if;
    return found_row;
end
$$;

create or replace function app.start_action(action_id bigint, owner text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(start_action.done_by, 'who does this');
    was app.action_item := app.action_found(start_action.action_id);
    became app.action_item;
begin
    if was.state not in ('open', 'doing') then
        raise exception 'Action % is % already; only what is open can be taken.', was.action_id, was.state
            using errcode = 'GW409';
    end if;
    update app.action_item a
    set state = 'doing', owner = app.clean_name(coalesce(nullif(btrim(start_action.owner), ''), who), 'the owner'),
        state_at = clock_timestamp(), state_by = who
    where a.action_id = was.action_id returning * into became;
    perform app.note(who, 'start_action', 'action ' || was.action_id, to_jsonb(was), to_jsonb(became));
end
$$;

create or replace function app.finish_action(action_id bigint, done_on date, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(finish_action.done_by, 'who does this');
    was app.action_item := app.action_found(finish_action.action_id);
    became app.action_item;
    day date := coalesce(finish_action.done_on, core.today());
begin
    if was.state not in ('open', 'doing') then
        raise exception 'Action % is % already.', was.action_id, was.state using errcode = 'GW409';
    end if;
    if day > greatest(core.today(), (clock_timestamp() at time zone 'utc')::date) then
        raise exception '% has not come yet; give the day it was done.', day using errcode = 'GW400';
    end if;
    if day < (was.found_at at time zone 'utc')::date - 365 then
        raise exception '% is more than a year before action % was found; give the day it was done.', day, was.action_id
            using errcode = 'GW400';
    end if;
    update app.action_item a
    set state = 'done', done_on = day, owner = coalesce(a.owner, who), state_at = clock_timestamp(), state_by = who,
        state_reason = null
    where a.action_id = was.action_id returning * into became;
    perform app.note(who, 'finish_action', 'action ' || was.action_id, to_jsonb(was), to_jsonb(became));
end
$$;

create or replace function app.dismiss_action(action_id bigint, reason text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(dismiss_action.done_by, 'who does this');
    why text := left(app.required_text(dismiss_action.reason, 'the reason'), 500);
    was app.action_item := app.action_found(dismiss_action.action_id);
    became app.action_item;
begin
    if was.state not in ('open', 'doing') then
        raise exception 'Action % is % already.', was.action_id, was.state using errcode = 'GW409';
    end if;
    update app.action_item a
    set state = 'dismissed', state_reason = why, state_at = clock_timestamp(), state_by = who
    where a.action_id = was.action_id returning * into became;
    perform app.note(who, 'dismiss_action', 'action ' || was.action_id, to_jsonb(was), to_jsonb(became));
end
$$;

create or replace function app.reopen_action(action_id bigint, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(reopen_action.done_by, 'who does this');
    was app.action_item := app.action_found(reopen_action.action_id);
    became app.action_item;
begin
    if was.state not in ('doing', 'done', 'dismissed') then
        raise exception 'Action % is %; there is nothing to open again.', was.action_id, was.state using errcode = 'GW409';
    end if;
    if exists (select from app.action_item a
               where a.artist_id = was.artist_id and a.rule = was.rule and a.subject = was.subject
                 and a.state in ('open', 'doing') and a.action_id <> was.action_id) then
        raise exception 'The same was found again since and is open; action % stays %.', was.action_id, was.state
            using errcode = 'GW409';
    end if;
    update app.action_item a
    set state = 'open', done_on = null, state_reason = null, state_at = clock_timestamp(), state_by = who
    where a.action_id = was.action_id returning * into became;
    delete from mart.action_outcome o where o.action_id = was.action_id;
    perform app.note(who, 'reopen_action', 'action ' || was.action_id, to_jsonb(was), to_jsonb(became));
end
$$;

comment on function app.action_found(bigint) is 'The action, locked; an error when there is none.';
comment on function app.start_action(bigint, text, text) is 'Somebody takes an action; who gives nobody takes it.';
comment on function app.finish_action(bigint, date, text) is 'An action was done, on a day or today; what it brings is measured.';
comment on function app.dismiss_action(bigint, text, text) is 'An action is not wanted, and why; it stays away for a while.';
comment on function app.reopen_action(bigint, text) is 'What was taken, done or dismissed by mistake is open again.';
revoke execute on function app.action_found(bigint), app.start_action(bigint, text, text),
    app.finish_action(bigint, date, text), app.dismiss_action(bigint, text, text), app.reopen_action(bigint, text) from public;
