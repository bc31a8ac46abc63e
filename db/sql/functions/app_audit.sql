-- What the functions people enter things with share. They raise GW400 for what is given wrongly, GW404 for what is not
-- there and GW409 for what stands against it; the message is a sentence for the person.
create or replace function app.required_text(given text, what text) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(btrim(given, E' \t\r\n'), '') = '' then
        raise exception 'Nothing was given for %; say it and try again.', what using errcode = 'GW400';
    end if;
    return btrim(given, E' \t\r\n');
end
$$;

create or replace function app.note(done_by text, action text, subject text, before jsonb, after jsonb) returns void
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    insert into app.audit (done_by, done_at, action, subject, before, after)
    values (app.required_text(note.done_by, 'who does this'), clock_timestamp(), note.action, note.subject, note.before,
            note.after);
end
$$;

create or replace function app.artist_name(artist_id bigint) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    found_name text;
begin
    select a.name into found_name from core.artist a where a.artist_id = artist_name.artist_id;
    if not found or not app.may_name(artist_name.artist_id) then
        raise exception 'There is no artist %; look the number up in mart.artist.', artist_name.artist_id
            using errcode = 'GW404';
    end if;
    return found_name;
end
$$;

-- Their weeks are rolled up again from the first.
create or replace function app.mark(artist_ids bigint[]) returns void
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ops.dirty_mark (artist_id, since_on) select distinct i, '-infinity'::date from unnest(artist_ids) i;
end
$$;

-- A rule changed: the newest weeks are judged again. Older badges keep the threshold they were given with.
create or replace function app.mark_newest(artist_ids bigint[]) returns void
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ops.dirty_mark (artist_id, since_on)
    select distinct i, n.week_on - 7
    from unnest(artist_ids) i
    cross join (select max(w.week_on) as week_on from mart.artist_week w) n
    where n.week_on is not null;
end
$$;

comment on function app.required_text(text, text) is 'The text without blanks around it; an error when nothing is left.';
comment on function app.note(text, text, text, jsonb, jsonb) is 'Writes the row of app.audit.';
comment on function app.artist_name(bigint) is 'Name of an artist; an error when there is none.';
comment on function app.mark(bigint[]) is 'Marks artists to be rolled up again.';
revoke execute on function app.required_text(text, text) from public;
revoke execute on function app.note(text, text, text, jsonb, jsonb) from public;
revoke execute on function app.artist_name(bigint) from public;
revoke execute on function app.mark(bigint[]) from public;
comment on function app.mark_newest(bigint[]) is 'Marks artists whose newest weeks are to be judged again.';
revoke execute on function app.mark_newest(bigint[]) from public;
