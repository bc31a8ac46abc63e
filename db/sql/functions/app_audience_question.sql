-- Questions about audiences that people asked, each once with the time it was last asked; who asked may give it a name.
create or replace function app.keep_audience_question(
    asked_by text, artist_ids bigint[], platforms text[], from_on date, to_on date, country text, group_by text, is_daily boolean)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(keep_audience_question.asked_by, 'who asks');
    kept bigint;
begin
    update app.audience_question q set asked_at = clock_timestamp()
    where q.asked_by = who and q.artist_ids = keep_audience_question.artist_ids
      and q.platforms is not distinct from keep_audience_question.platforms
      and q.from_on = keep_audience_question.from_on and q.to_on = keep_audience_question.to_on
      and q.country_code is not distinct from country
      and q.group_by = keep_audience_question.group_by and q.is_daily = keep_audience_question.is_daily
    returning q.question_id into kept;
    if not found then
        insert into app.audience_question (asked_by, asked_at, artist_ids, platforms, from_on, to_on, country_code, group_by, is_daily)
        values (who, clock_timestamp(), artist_ids, platforms, from_on, to_on, country, group_by, is_daily)
        returning question_id into kept;
    end if;
    return kept;
end
$$;

create or replace function app.name_audience_question(question_id bigint, name text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    was app.audience_question;
    became app.audience_question;
begin
    select q.* into was from app.audience_question q
    where q.question_id = name_audience_question.question_id and q.asked_by = name_audience_question.done_by
    for update;
    if not found then
        raise exception 'You have not asked a question with this number; ask it, then save it.' using errcode = 'GW404';
    end if;
    if length(name_audience_question.name) > 120 then
        raise exception 'A name of % characters is too long; give one of at most 120.', length(name_audience_question.name)
            using errcode = 'GW400';
    end if;
    update app.audience_question q set name = nullif(btrim(name_audience_question.name), '')
    where q.question_id = was.question_id
    returning q.* into became;
    perform app.note(done_by, 'name_audience_question', 'question ' || was.question_id, to_jsonb(was), to_jsonb(became));
end
$$;

create or replace function app.audience_questions(asked_by text)
    returns table (question_id bigint, asked_at timestamptz, name text, artist_ids bigint[], platforms text[], from_on date, to_on date,
                   country text, group_by text, is_daily boolean)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select n.question_id, n.asked_at, n.name, n.artist_ids, n.platforms, n.from_on, n.to_on, n.country_code, n.group_by, n.is_daily
    from (select q.*, row_number() over (partition by q.name is null order by q.asked_at desc) as place
          from app.audience_question q where q.asked_by = audience_questions.asked_by) n
    where n.name is not null or n.place <= 10
    order by n.name is null, lower(n.name), n.asked_at desc
$$;

comment on function app.keep_audience_question(text, bigint[], text[], date, date, text, text, boolean) is
    'Keeps that somebody asked a question about audiences; its number, the same when it was asked before.';
comment on function app.name_audience_question(bigint, text, text) is
    'Saves a question of one''s own under a name; without one it is no longer saved.';
comment on function app.audience_questions(text) is 'Questions somebody saved, and the last ten others they asked.';
revoke execute on function app.keep_audience_question(text, bigint[], text[], date, date, text, text, boolean) from public;
revoke execute on function app.name_audience_question(bigint, text, text) from public;
revoke execute on function app.audience_questions(text) from public;
