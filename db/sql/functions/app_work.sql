-- The label's catalogue of works: brought in from lists, where a line that is wrong is kept aside and named and the rest
-- goes on, and taken out again.
create or replace function app.work_artist(given text) returns bigint
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    wanted text := app.required_text(given, 'the artist');
    spotify text;
    -- "A feat. B" is A's
    lead text := regexp_replace(wanted, '\s+[(\[]?(feat|ft|featuring)\M\.?\s.*$', '', 'i');
    found_ids bigint[];
begin
    if wanted ~ '^[0-9A-Za-z]{22}$' or wanted ~* '(spotify[:.])|(spoti\.fi)' then
        spotify := app.spotify_id(wanted, 'artist');
    end if;
    found_ids := array(
        select a.artist_id
        from app.artist_card c
        join core.artist a on a.artist_id = c.artist_id
        where c.status <> 'archived' and app.may_name(a.artist_id)
          and case when spotify is not null then a.artist_id_spotify = spotify
                   else app.folded(a.name) in (app.folded(wanted), app.folded(lead)) end
        order by app.folded(a.name) = app.folded(wanted) desc, a.artist_id);
    if cardinality(found_ids) = 0 then
        raise exception 'Nobody with a card is called “%”; add the artist''s card first, or give the Spotify link of the '
            'artist.', app.shown(wanted) using errcode = 'GW404';
    end if;
    if cardinality(found_ids) > 1 then
        raise exception '% artists with a card are called “%”; give the Spotify link of the one that is meant.',
            cardinality(found_ids), app.shown(wanted) using errcode = 'GW409';
    end if;
    return found_ids[1];
end
$$;

-- A work that a line means: by the owner's number, else the ISRC, else the title of one that has neither of the two.
create or replace function app.work_meant(
    artist_id bigint, work_code text, isrc text, title text, credit_name text) returns bigint
    -- a plan made while the catalogue was empty would read all of it for each line of the first list
    language plpgsql stable set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
    found_ids bigint[];
    -- works are stored as app.clean_name leaves them, which folding would change in capitals alone
    wanted_title text := app.folded(work_meant.title);
    wanted_credit text := app.folded(work_meant.credit_name);
begin
    found_ids := array(
        select w.work_id from core.work w
        where w.artist_id = work_meant.artist_id and w.retired_at is null and w.work_code = work_meant.work_code);
    if cardinality(found_ids) = 0 and work_meant.isrc is not null then
        found_ids := array(
            select w.work_id from core.work w
            where w.artist_id = work_meant.artist_id and w.retired_at is null and w.isrc = work_meant.isrc
              and (w.work_code is null or work_meant.work_code is null));
    end if;
    if cardinality(found_ids) = 0 then
        found_ids := array(
            select w.work_id from core.work w
            where w.artist_id = work_meant.artist_id and w.retired_at is null
              and lower(w.title) = wanted_title and lower(w.credit_name) = wanted_credit
              and (w.work_code is null or work_meant.work_code is null)
              and (w.isrc is null or work_meant.isrc is null));
    end if;
    if cardinality(found_ids) > 1 then
        raise exception '% works are called “%”; say which by work_code or isrc.', cardinality(found_ids),
            app.shown(work_meant.title) using errcode = 'GW409';
    end if;
    return found_ids[1];
end
$$;

create or replace function app.put_work(artist_id bigint, given jsonb, who text, out work_id bigint, out outcome text)
    language plpgsql set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
    was core.work;
    became core.work;
    holder text;
    holder_artist bigint;
begin
    became.title := app.clean_name(given ->> 'title', 'the title');
    became.credit_name := app.clean_name(
        coalesce(nullif(btrim(given ->> 'artist'), ''), app.artist_name(put_work.artist_id)), 'the artist');
    became.work_code := nullif(btrim(given ->> 'work_code'), '');
    became.isrc := app.isrc(given ->> 'isrc');
    became.upc := app.upc(given ->> 'upc');
    became.writers := array(
        select app.clean_name(w.name, 'a writer')
        from regexp_split_to_table(coalesce(given ->> 'writers', ''), '\s*[;|]\s*|\s+/\s+') with ordinality w (name, place)
        where btrim(w.name) <> '' order by w.place);
    became.album := case when btrim(given ->> 'album') <> '' then app.clean_name(given ->> 'album', 'the album') end;
    became.duration_ms := app.track_length_ms(given ->> 'duration');
    became.release_on := app.release_day(given ->> 'release_on');
    put_work.work_id := app.work_meant(
        put_work.artist_id, became.work_code, became.isrc, became.title, became.credit_name);
    select w.title, w.artist_id into holder, holder_artist from core.work w
    where w.isrc = became.isrc and w.retired_at is null and w.work_id is distinct from put_work.work_id;
    if found then
        raise exception 'The ISRC % is held by %; one of the two is wrong.', became.isrc,
            case when app.may_name(holder_artist)
                 then format('the work “%s” of %s', app.shown(holder), app.artist_name(holder_artist))
                 else 'a work of another label or team' end using errcode = 'GW409';
    end if;
    if put_work.work_id is null then
        insert into core.work (artist_id, work_code, title, credit_name, isrc, upc, writers, album, duration_ms,
                               release_on, entered_by, entered_at, changed_at)
        values (put_work.artist_id, became.work_code, became.title, became.credit_name, became.isrc, became.upc,
                became.writers, became.album, became.duration_ms, became.release_on, who, clock_timestamp(),
                clock_timestamp())
        returning core.work.work_id into put_work.work_id;
        put_work.outcome := 'new';
        return;
    end if;
    -- an empty cell says nothing, so it takes nothing away
    select w.* into was from core.work w where w.work_id = put_work.work_id for update;
    update core.work w
    set work_code = coalesce(became.work_code, was.work_code), title = became.title, credit_name = became.credit_name,
        isrc = coalesce(became.isrc, was.isrc), upc = coalesce(became.upc, was.upc),
        writers = case when cardinality(became.writers) > 0 then became.writers else was.writers end,
        album = coalesce(became.album, was.album), duration_ms = coalesce(became.duration_ms, was.duration_ms),
        release_on = coalesce(became.release_on, was.release_on), changed_at = clock_timestamp()
    where w.work_id = put_work.work_id
      and (was.work_code, was.title, was.credit_name, was.isrc, was.upc, was.writers, was.album, was.duration_ms,
           was.release_on)
          is distinct from (
              coalesce(became.work_code, was.work_code), became.title, became.credit_name,
              coalesce(became.isrc, was.isrc), coalesce(became.upc, was.upc),
              case when cardinality(became.writers) > 0 then became.writers else was.writers end,
              coalesce(became.album, was.album), coalesce(became.duration_ms, was.duration_ms),
              coalesce(became.release_on, was.release_on))
    returning w.* into became;
    put_work.outcome := case when found then 'changed' else 'unchanged' end;
    if put_work.outcome = 'changed' then
        perform app.note(who, 'change_work', 'work ' || put_work.work_id, to_jsonb(was) - 'changed_at',
                         to_jsonb(became) - 'changed_at');
    end if;
end
$$;

-- lines: line (number as an editor counts it), title, artist, work_code, isrc, upc, writers, album, duration, release_on,
-- all as text. artist_id null: each line's artist says whose it is. A line that is wrong is a row of ops.reject.
create or replace function app.import_works(artist_id bigint, lines jsonb, file_name text, done_by text)
    returns table (line integer, work_id bigint, outcome text, reason text)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    who text := app.required_text(import_works.done_by, 'who does this');
    told_by text := 'works ' || app.clean_name(import_works.file_name, 'the name of the file');
    of_artist bigint := import_works.artist_id;
    whose bigint;
    known jsonb;  -- artists by what lines call them, folded
    put_id bigint;
    one record;
    counted jsonb := '{"new": 0, "changed": 0, "unchanged": 0, "kept aside": 0}';
    state text;
    why text;
begin
    if of_artist is not null then
        perform app.artist_name(of_artist);
        if not exists (select from app.artist_card c where c.artist_id = of_artist and c.status <> 'archived') then
            raise exception '% has no card; add one first.', app.artist_name(of_artist) using errcode = 'GW409';
        end if;
    end if;
    if jsonb_typeof(import_works.lines) is distinct from 'array' or jsonb_array_length(import_works.lines) = 0 then
        raise exception 'The list has no line; nothing is to be entered.' using errcode = 'GW400';
    end if;
    select coalesce(jsonb_object_agg(n.name, n.artist_id), '{}') into known
    from (select app.folded(a.name) as name, min(a.artist_id) as artist_id
          from app.artist_card c join core.artist a on a.artist_id = c.artist_id
          where of_artist is null and c.status <> 'archived' and app.may_name(a.artist_id)
          group by 1 having count(*) = 1) n;
    -- two lists at once would not see each other's works
    lock table core.work in share row exclusive mode;
    for one in
        select (e.item ->> 'line')::integer as line, e.item,
               min((e.item ->> 'line')::integer) over (
                   partition by upper(regexp_replace(coalesce(e.item ->> 'isrc', ''), '[\s‐‑–.-]', '', 'g'))) as first_isrc,
               min((e.item ->> 'line')::integer) over (
                   partition by btrim(coalesce(e.item ->> 'work_code', '')),
                                case when of_artist is null then app.folded(coalesce(e.item ->> 'artist', '')) end) as first_code,
               min((e.item ->> 'line')::integer) over (
                   partition by app.folded(coalesce(e.item ->> 'title', '')),
                                app.folded(coalesce(e.item ->> 'artist', '')),
                                upper(regexp_replace(coalesce(e.item ->> 'isrc', ''), '[\s‐‑–.-]', '', 'g')),
                                btrim(coalesce(e.item ->> 'work_code', ''))) as first_title
        from jsonb_array_elements(import_works.lines) as e (item)
        order by 1
    loop
        begin
            if btrim(coalesce(one.item ->> 'isrc', '')) <> '' and one.first_isrc < one.line then
                raise exception 'The ISRC % stands on line % already.', app.shown(one.item ->> 'isrc'), one.first_isrc
                    using errcode = 'GW409';
            end if;
            if btrim(coalesce(one.item ->> 'work_code', '')) <> '' and one.first_code < one.line then
                raise exception 'The work_code % stands on line % already.', app.shown(one.item ->> 'work_code'),
                    one.first_code using errcode = 'GW409';
            end if;
            if one.first_title < one.line then
                raise exception 'The same work stands on line % already; give each a work_code or an ISRC.',
                    one.first_title using errcode = 'GW409';
            end if;
            whose := coalesce(of_artist, (known ->> coalesce(app.folded(one.item ->> 'artist'), ''))::bigint);
            if whose is null then
                whose := app.work_artist(one.item ->> 'artist');
            end if;
            select p.work_id, p.outcome into put_id, state from app.put_work(whose, one.item, who) p;
            why := null;
        exception when others then
            get stacked diagnostics state = returned_sqlstate, why = message_text;
            if state not like 'GW%' then
                raise;
            end if;
            -- the same list again keeps nothing aside a second time
            insert into ops.reject (source, line, item, reason)
            select told_by, one.line, one.item - 'line', why
            where not exists (select from ops.reject r
                              where r.source = told_by and r.line = one.line and r.item = one.item - 'line' and r.reason = why);
            put_id := null;
            state := 'kept aside';
        end;
        return query select one.line, put_id, state, why;
        counted := jsonb_set(counted, array[state], to_jsonb((counted ->> state)::integer + 1));
    end loop;
    if (counted ->> 'new')::integer + (counted ->> 'changed')::integer > 0 then
        perform app.note(who, 'import_works', 'catalogue ' || app.clean_name(import_works.file_name, 'the file'), null,
                         counted);
    end if;
end
$$;

create or replace function app.retire_work(work_id bigint, reason text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(retire_work.done_by, 'who does this');
    why text := app.required_text(retire_work.reason, 'the reason');
    was core.work := app.open_work(retire_work.work_id);
    became core.work;
begin
    update core.work w set retired_at = clock_timestamp() where w.work_id = was.work_id returning w.* into became;
    perform app.note(who, 'retire_work', 'work ' || was.work_id, to_jsonb(was),
                     to_jsonb(became) || jsonb_build_object('reason', why));
end
$$;

create or replace function app.open_work(work_id bigint) returns core.work
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    found_work core.work;
begin
    select w.* into found_work from core.work w
    where w.work_id = open_work.work_id and w.retired_at is null for update;
    if not found or not app.may_name(found_work.artist_id) then
        raise exception 'There is no work % in the catalogue; look its number up in mart.work.', open_work.work_id
            using errcode = 'GW404';
    end if;
    return found_work;
end
$$;

comment on function app.work_artist(text) is 'The artist with a card of that name or Spotify link; an error for none.';
comment on function app.work_meant(bigint, text, text, text, text) is 'The work in the catalogue that a line means, if any.';
comment on function app.put_work(bigint, jsonb, text) is 'Enters or changes a work; new, changed or unchanged.';
comment on function app.import_works(bigint, jsonb, text, text) is
    'Brings a list of works in; what became of each line, wrong ones kept aside with the reason.';
comment on function app.open_work(bigint) is 'A work that is in the catalogue, locked; an error when there is none.';
comment on function app.retire_work(bigint, text, text) is 'Takes a work out of the catalogue; its links stay known.';
revoke execute on function app.work_artist(text), app.work_meant(bigint, text, text, text, text),
    app.put_work(bigint, jsonb, text), app.import_works(bigint, jsonb, text, text), app.open_work(bigint),
    app.retire_work(bigint, text, text) from public;
