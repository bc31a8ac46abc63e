-- Requests to fetch what a question about audiences lacks. Who asks for the same as an open request, or for a part of it,
-- joins it: nothing is fetched twice.
create or replace function app.request_audience(
    artist_ids bigint[], platforms text[], from_on date, to_on date, country text, question text, done_by text)
    returns table (request_id bigint, is_new boolean)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    who text := app.required_text(request_audience.done_by, 'who does this');
    artists bigint[] := array(select distinct a from unnest(artist_ids) a order by a);
    codes text[] := case when platforms is not null then array(select distinct p from unnest(platforms) p order by p) end;
    needed record;
    made app.audience_request;
begin
    select p.* into needed from app.audience_prediction(artists, codes, from_on, to_on, country) p;
    if cardinality(needed.without_id) = cardinality(artists) then
        raise exception 'Nothing can be fetched of %: no id at Soundcharts is known. An id comes with the charts and with '
            'the metadata of tracks.', array_to_string(needed.without_id, ', ') using errcode = 'GW409';
    end if;
    -- one after the other: two who ask at once must not both find nothing open
    lock table app.audience_request in share row exclusive mode;
    select r.* into made from app.audience_request r
    where r.state in ('waiting', 'running')
      and r.artist_ids @> artists and (r.platforms is null or r.platforms @> codes)
      and r.from_on <= request_audience.from_on and r.to_on >= request_audience.to_on
      and (r.country is null or r.country = request_audience.country)
      and (select bool_and(app.may_name(a)) from unnest(r.artist_ids) a)
    order by r.request_id limit 1;
    is_new := not found;
    if is_new then
        if needed.cells = 0 then
            raise exception 'Nothing that can be fetched is missing; the answer shows all there is.' using errcode = 'GW409';
        end if;
        insert into app.audience_request (artist_ids, platforms, from_on, to_on, country, requested_by, predicted_calls, missing_cells)
        values (artists, codes, request_audience.from_on, request_audience.to_on, request_audience.country, who, needed.calls, needed.cells)
        returning * into made;
    end if;
    perform app.join_audience_request(made.request_id, question, who);
    perform app.note(who, 'request_audience', 'request ' || made.request_id, null,
                     jsonb_build_object('is_new', is_new, 'question', question));
    request_id := made.request_id;
    return next;
end
$$;

create or replace function app.join_audience_request(request_id bigint, question text, who text) returns void
    language sql set search_path = pg_catalog, pg_temp
as $$
    insert into app.audience_request_person (request_id, person, question) values (request_id, who, left(question, 20000))
    on conflict (request_id, person) do update set question = excluded.question, joined_at = now(), left_at = null
$$;

-- The request, if the one who enters may know of it: somebody limited to labels or teams may where all its artists are theirs.
create or replace function app.open_audience_request(request_id bigint) returns app.audience_request
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    found_request app.audience_request;
begin
    select r.* into found_request from app.audience_request r where r.request_id = open_audience_request.request_id;
    if not found or not (select bool_and(app.may_name(a)) from unnest(found_request.artist_ids) a) then
        raise exception 'There is no request %.', open_audience_request.request_id using errcode = 'GW404';
    end if;
    return found_request;
end
$$;

-- Whoever waits for it may stop waiting; it ends when nobody waits any more. What was read stays.
create or replace function app.cancel_audience(request_id bigint, done_by text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    is_ended boolean;
begin
    lock table app.audience_request in share row exclusive mode;
    perform app.open_audience_request(cancel_audience.request_id);
    update app.audience_request_person p set left_at = clock_timestamp()
    where p.request_id = cancel_audience.request_id and p.person = cancel_audience.done_by and p.left_at is null;
    if not found then
        raise exception 'Request % is not yours, so it goes on; who asked for it can cancel it.', cancel_audience.request_id
            using errcode = 'GW404';
    end if;
    update app.audience_request r set state = 'cancelled', finished_at = clock_timestamp()
    where r.request_id = cancel_audience.request_id and r.state in ('waiting', 'running')
      and not exists (select from app.audience_request_person p where p.request_id = r.request_id and p.left_at is null);
    is_ended := found;
    if is_ended then
        delete from ops.work w
        using app.audience_request_item i
        where i.request_id = cancel_audience.request_id and w.work_id = i.work_id and w.state in ('pending', 'retry')
          and not exists (
              select from app.audience_request_item o join app.audience_request r on r.request_id = o.request_id
              where o.work_id = w.work_id and r.state in ('waiting', 'running'));
    end if;
    perform app.note(cancel_audience.done_by, 'cancel_audience', 'request ' || cancel_audience.request_id, null,
                     jsonb_build_object('is_ended', is_ended));
    return is_ended;
end
$$;

-- A request that failed or was cancelled goes on where it stopped.
create or replace function app.retry_audience(request_id bigint, done_by text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    who text := app.required_text(retry_audience.done_by, 'who does this');
    old app.audience_request;
    their_question text;
    same bigint;
begin
    lock table app.audience_request in share row exclusive mode;
    old := app.open_audience_request(retry_audience.request_id);
    select coalesce(max(p.question) filter (where p.person = who), max(p.question)) into their_question
    from app.audience_request_person p where p.request_id = old.request_id;
    if old.state = 'done' then
        raise exception 'Request % is done; ask for what is still missing with a new one.', old.request_id using errcode = 'GW409';
    end if;
    -- somebody may have asked anew in the meantime
    select r.request_id into same from app.audience_request r
    where r.state in ('waiting', 'running') and r.artist_ids = old.artist_ids and r.platforms is not distinct from old.platforms
      and r.from_on = old.from_on and r.to_on = old.to_on and r.country is not distinct from old.country;
    if same is null then
        update app.audience_request r
        set state = 'waiting', failure = null, finished_at = null, flow_run_id_prefect = null, attempt = r.attempt + 1
        where r.request_id = old.request_id;
        same := old.request_id;
    end if;
    perform app.join_audience_request(same, their_question, who);
    perform app.note(who, 'retry_audience', 'request ' || same, null, null);
    return same;
end
$$;

comment on function app.request_audience(bigint[], text[], date, date, text, text, text) is
    'A request to fetch what is missing, or the open one that has it all; question is what the address of the answer ends on.';
comment on function app.join_audience_request(bigint, text, text) is 'From now on they wait for it.';
comment on function app.open_audience_request(bigint) is 'The request; an error where there is none the one who enters may know of.';
comment on function app.cancel_audience(bigint, text) is 'They no longer wait for it; true where nobody does, so that it ended.';
comment on function app.retry_audience(bigint, text) is 'Queues a request that failed or was cancelled again; its number, or that of the same one open by now.';
revoke execute on function app.request_audience(bigint[], text[], date, date, text, text, text) from public;
revoke execute on function app.join_audience_request(bigint, text, text), app.open_audience_request(bigint) from public;
revoke execute on function app.cancel_audience(bigint, text), app.retry_audience(bigint, text) from public;
