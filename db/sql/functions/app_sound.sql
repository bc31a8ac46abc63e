-- TikTok sounds of artists, linked by people or accepted from the suggestions.
create or replace function app.add_sound(artist_id bigint, sound_id_tiktok text, track_id bigint, done_by text)
    returns table (link_id bigint, warning text)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    who text := app.required_text(add_sound.done_by, 'who does this');
    wanted text := app.required_text(add_sound.sound_id_tiktok, 'the sound');
    artist_named text := app.artist_name(add_sound.artist_id);
    found_sound bigint;
    moment timestamptz;
    was core.artist_sound;
    became core.artist_sound;
    doubts text[] := '{}';
begin
    if wanted !~ '^[1-9][0-9]{14,19}$' then
        raise exception '“%” is no id of a TikTok sound: 15 to 20 digits, nearly always 19, are wanted.',
            left(wanted, 80) using errcode = 'GW400';
    end if;
    if add_sound.track_id is not null and not exists (select from core.track t where t.track_id = add_sound.track_id)
    then
        raise exception 'There is no track %; leave it out, or look its number up.', add_sound.track_id
            using errcode = 'GW404';
    end if;
    insert into core.sound (sound_id_tiktok) values (wanted) on conflict (sound_id_tiktok) do nothing;
    select s.sound_id into found_sound from core.sound s where s.sound_id_tiktok = wanted for update;
    moment := clock_timestamp();
    update core.artist_sound l set known_until = moment
    where l.artist_id = add_sound.artist_id and l.sound_id = found_sound and l.known_until is null
    returning * into was;
    if found and (add_sound.track_id is null or add_sound.track_id = was.track_id) then
        raise exception 'Sound % is linked to % already (by %).', wanted, artist_named, was.linked_by
            using errcode = 'GW409';
    end if;
    insert into core.artist_sound (artist_id, sound_id, track_id, linked_by, known_from)
    values (add_sound.artist_id, found_sound, add_sound.track_id, who, moment)
    returning * into became;
    update app.sound_suggestion g set state = 'accepted', decided_by = who, decided_at = moment
    where g.sound_id = found_sound and g.artist_id = add_sound.artist_id and g.state = 'waiting';
    perform app.note(who, 'add_sound', 'artist ' || add_sound.artist_id || ', sound ' || wanted,
                     case when was.link_id is not null then to_jsonb(was) - 'known_until' end, to_jsonb(became));
    perform app.mark(array[add_sound.artist_id]);
    select array_agg(format('It is linked to %s too.', a.name) order by a.name) into doubts
    from core.artist_sound l join core.artist a on a.artist_id = l.artist_id
    where l.sound_id = found_sound and l.known_until is null and l.artist_id <> add_sound.artist_id
      and app.may_name(l.artist_id);
    if add_sound.track_id is not null
       and not exists (select from core.artist_track_known('infinity') k
                       where k.artist_id = add_sound.artist_id and k.track_id = add_sound.track_id)
       and not exists (select from core.track_artist c
                       where c.artist_id = add_sound.artist_id and c.track_id = add_sound.track_id) then
        doubts := array_append(doubts, format('The track is not known as one of %s.', artist_named));
    end if;
    return query select became.link_id, nullif(array_to_string(doubts, ' '), '');
end
$$;

create or replace function app.remove_sound(artist_id bigint, sound_id_tiktok text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    wanted text := app.required_text(remove_sound.sound_id_tiktok, 'the sound');
    artist_named text := app.artist_name(remove_sound.artist_id);
    was core.artist_sound;
begin
    update core.artist_sound l set known_until = clock_timestamp()
    from core.sound s
    where s.sound_id_tiktok = wanted and l.sound_id = s.sound_id and l.artist_id = remove_sound.artist_id
      and l.known_until is null
    returning l.* into was;
    if not found then
        raise exception 'Sound % is not linked to %; there is nothing to remove.', left(wanted, 80), artist_named
            using errcode = 'GW404';
    end if;
    perform app.note(remove_sound.done_by, 'remove_sound', 'artist ' || was.artist_id || ', sound ' || wanted,
                     to_jsonb(was) - 'known_until', to_jsonb(was));
    perform app.mark(array[was.artist_id]);
end
$$;

create or replace function app.decide_suggestion(suggestion_id bigint, accept boolean, done_by text)
    returns table (link_id bigint, warning text)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    who text := app.required_text(decide_suggestion.done_by, 'who does this');
    was app.sound_suggestion;
    became app.sound_suggestion;
    tiktok text;
begin
    select g.* into was from app.sound_suggestion g where g.suggestion_id = decide_suggestion.suggestion_id for update;
    if not found or not app.may_name(was.artist_id) then
        raise exception 'There is no suggestion %; look its number up in the queue.', decide_suggestion.suggestion_id
            using errcode = 'GW404';
    end if;
    if was.state <> 'waiting' then
        raise exception 'Suggestion % was % by % already.', was.suggestion_id, was.state, was.decided_by
            using errcode = 'GW409';
    end if;
    if decide_suggestion.accept is null then
        raise exception 'Say whether suggestion % is accepted or declined.', was.suggestion_id using errcode = 'GW400';
    end if;
    update app.sound_suggestion g
    set state = case when decide_suggestion.accept then 'accepted' else 'declined' end, decided_by = who,
        decided_at = clock_timestamp()
    where g.suggestion_id = was.suggestion_id
    returning * into became;
    perform app.note(who, 'decide_suggestion', 'suggestion ' || was.suggestion_id, to_jsonb(was), to_jsonb(became));
    if decide_suggestion.accept and not exists (select from core.artist_sound l where l.artist_id = was.artist_id
                                                and l.sound_id = was.sound_id and l.known_until is null) then
        select s.sound_id_tiktok into tiktok from core.sound s where s.sound_id = was.sound_id;
        return query select d.link_id, d.warning from app.add_sound(was.artist_id, tiktok, was.track_id, who) d;
    end if;
end
$$;

comment on function app.add_sound(bigint, text, bigint, text) is
    'Links a TikTok sound to an artist, of one track or of none said; number of the link and what is doubtful.';
comment on function app.remove_sound(bigint, text, text) is 'The sound no longer counts for the artist.';
comment on function app.decide_suggestion(bigint, boolean, text) is
    'Accepts a suggestion, which links the sound, or declines it, which keeps it from being made again.';
revoke execute on function app.add_sound(bigint, text, bigint, text) from public;
revoke execute on function app.remove_sound(bigint, text, text) from public;
revoke execute on function app.decide_suggestion(bigint, boolean, text) from public;
