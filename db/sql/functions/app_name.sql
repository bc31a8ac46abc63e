-- Names of labels and teams that people type: kept as they are written, compared as a reader would. What is written
-- almost as one that is there is asked back (GW422), because two spellings are two labels on every dashboard.
create or replace function app.clean_name(given text, what text) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    -- one blank for each run of blanks of all kinds; marks that can't be seen are no part of a name
    name text := regexp_replace(normalize(coalesce(given, ''), NFC), '[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g');
begin
    name := app.required_text(regexp_replace(name, '[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+', ' ', 'g'), what);
    if name ~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029]' then
        raise exception '“%” holds line breaks or other characters that can''t be seen; write % without them.',
            app.shown(regexp_replace(name, '[\u0001-\u001f\u007f-\u009f]', ' ', 'g')), what using errcode = 'GW400';
    end if;
    if length(name) > 200 then
        raise exception '“%” has % letters; 200 are the most for %.', app.shown(name), length(name), what
            using errcode = 'GW400';
    end if;
    return name;
end
$$;

create or replace function app.folded(name text) returns text
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select lower(normalize(btrim(regexp_replace(
        name, '[\s\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]+', ' ', 'g')), NFC))
$$;

-- How many letters stand otherwise: put in, left out, exchanged, or two in each other's place.
create or replace function app.letters_apart(a text, b text) returns integer
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    before integer[];
    last integer[] := array(select generate_series(0, length(b)));
    row integer[];
    cost integer;
begin
    for i in 1 .. length(a) loop
        row := array[i];
        for j in 1 .. length(b) loop
            cost := (substr(a, i, 1) <> substr(b, j, 1))::integer;
            row[j + 1] := least(last[j + 1] + 1, row[j] + 1, last[j] + cost);
            if i > 1 and j > 1 and substr(a, i, 1) = substr(b, j - 1, 1) and substr(a, i - 1, 1) = substr(b, j, 1) then
                row[j + 1] := least(row[j + 1], before[j - 1] + cost);
            end if;
        end loop;
        before := last;
        last := row;
    end loop;
    return last[length(b) + 1];
end
$$;

-- Names that differ in a number or in a word of one letter ("Team 1", "Label B") are meant to.
create or replace function app.is_near(a text, b text) returns boolean
    language sql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
    select a <> b and abs(length(a) - length(b)) <= 2 and least(length(a), length(b)) >= 4
       and regexp_replace(a, '[^0-9]', '', 'g') = regexp_replace(b, '[^0-9]', '', 'g')
       and array(select w from regexp_split_to_table(a, ' ') w where length(w) = 1)
         = array(select w from regexp_split_to_table(b, ' ') w where length(w) = 1)
       and app.letters_apart(a, b) <= case when least(length(a), length(b)) >= 8 then 2 else 1 end
$$;

-- The name as it is written already, else as it is given; ``is_new`` answers the question back.
create or replace function app.chosen_name(given text, what text, known text[], is_new boolean) returns text
    language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    name text := app.clean_name(given, what);
    same text;
    near text;
begin
    if name = any (known) then
        return name;
    end if;
    select min(k) into same from unnest(known) k where app.folded(k) = app.folded(name);
    if same is not null then
        return same;
    end if;
    if not is_new then
        select string_agg(n.k, ' or ' order by n.k) into near
        from (select k from unnest(known) k where app.is_near(app.folded(k), app.folded(name)) order by k limit 3) n;
        if near is not null then
            raise exception 'Nothing is called “%” yet; did you mean %? Write it so, or say that % is a new one.', name,
                near, what using errcode = 'GW422';
        end if;
    end if;
    return name;
end
$$;

create or replace function app.label_named(given text, is_new boolean, of_card bigint default null) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if app.folded(given) = 'all' then
        raise exception '“All” stands for all labels together; write the label''s own name.' using errcode = 'GW400';
    end if;
    return app.chosen_name(given, 'the label', array(
        select distinct c.label from app.artist_card c
        where c.status <> 'archived' and c.card_id is distinct from of_card), is_new);
end
$$;

create or replace function app.team_named(given text, is_new boolean, of_card bigint default null) returns text
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(app.folded(given), '') = '' then
        return null;
    end if;
    return app.chosen_name(given, 'the team', array(
        select distinct c.team from app.artist_card c
        where c.status <> 'archived' and c.team is not null and c.card_id is distinct from of_card), is_new);
end
$$;

comment on function app.clean_name(text, text) is 'A name with one blank between words and no marks; an error for none.';
comment on function app.folded(text) is 'A name as names are compared: without regard to case, blanks and accents'' form.';
comment on function app.letters_apart(text, text) is 'Letters put in, left out, exchanged or swapped between two texts.';
comment on function app.is_near(text, text) is 'Whether one folded name is probably a slip of the other.';
comment on function app.chosen_name(text, text, text[], boolean) is
    'The known name that is meant, or a new one; an error that asks back where it is almost a known one.';
comment on function app.label_named(text, boolean, bigint) is 'A label as the other cards write it.';
comment on function app.team_named(text, boolean, bigint) is 'A team as the other cards write it; null for none.';
revoke execute on function app.clean_name(text, text) from public;
revoke execute on function app.folded(text) from public;
revoke execute on function app.letters_apart(text, text) from public;
revoke execute on function app.is_near(text, text) from public;
revoke execute on function app.chosen_name(text, text, text[], boolean) from public;
revoke execute on function app.label_named(text, boolean, bigint) from public;
revoke execute on function app.team_named(text, boolean, bigint) from public;
