-- Links by hand: which unified song a Spotify track is, or that it is none; wins over the vendor until taken back.
create or replace function app.spotify_track_named(track text) returns bigint
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    wanted text := app.required_text(spotify_track_named.track, 'the track');
    found_ids bigint[];
begin
    if wanted ~ '^[0-9A-Za-z]{22}$' then
        select array_agg(t.spotify_track_id order by t.spotify_track_id) into found_ids
        from core.spotify_track t where t.track_id_spotify = wanted;
    elsif wanted ~ '^[0-9]{1,18}$' then
        select array_agg(v.id) into found_ids
        from (select wanted::bigint as id) v
        where exists (select from core.spotify_track t where t.spotify_track_id = v.id)
           or exists (select from core.account_track t where t.spotify_track_id = v.id)
           or exists (select from core.song_link t where t.spotify_track_id = v.id);
    else
        raise exception '“%” is no Spotify id of a track (22 letters and digits) nor a number of SPOTIFY_TRACKS.',
            left(wanted, 80) using errcode = 'GW400';
    end if;
    if found_ids is null then
        raise exception 'The vendor''s catalogue (SPOTIFY_TRACKS) does not hold the track %; check it, or load a newer '
            'delivery.', wanted using errcode = 'GW404';
    end if;
    if cardinality(found_ids) > 1 then
        raise exception 'The vendor holds the track % more than once, as %; name one of these numbers instead.',
            wanted, array_to_string(found_ids, ' and ') using errcode = 'GW409';
    end if;
    if not app.may_name_track(found_ids[1]) then
        raise exception 'The track % is of no artist of your log-in; check the link, or ask somebody who sees all '
            'cards.', wanted using errcode = 'GW404';
    end if;
    return found_ids[1];
end
$$;

create or replace function app.song_named(song_id_luminate bigint) returns bigint
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    found_track bigint;
begin
    select t.track_id into found_track from core.track t where t.song_id_luminate = song_named.song_id_luminate;
    if not found or not app.may_name_song(found_track) then
        raise exception 'No unified song % is known; check the number, or load the delivery that names it.',
            song_named.song_id_luminate using errcode = 'GW404';
    end if;
    return found_track;
end
$$;

create or replace function app.mark_artists_of(spotify_track_id bigint) returns void
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    perform app.mark(array(
        select a.artist_id from core.account_track t
        join core.spotify_account a on a.spotify_account_id = t.spotify_account_id
        where t.spotify_track_id = mark_artists_of.spotify_track_id and t.known_until is null));
end
$$;

create or replace function app.override_link(track text, song_id_luminate bigint, reason text, done_by text)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    why text := app.required_text(override_link.reason, 'the reason');
    who text := app.required_text(override_link.done_by, 'who does this');
    spotify_track bigint := app.spotify_track_named(override_link.track);
    song bigint;
    moment timestamptz;
    was core.song_link;
    became core.song_link;
begin
    if override_link.song_id_luminate is not null then
        song := app.song_named(override_link.song_id_luminate);
    end if;
    perform pg_advisory_xact_lock({lock.song_override}, hashint8(spotify_track));
    moment := clock_timestamp();
    update core.song_link l set known_until = moment
    where l.spotify_track_id = spotify_track and l.method = 'override' and l.known_until is null
    returning * into was;
    if found and was.track_id is not distinct from song then
        raise exception 'Track % is linked so by hand already (by %: %).', override_link.track, was.linked_by,
            was.reason using errcode = 'GW409';
    end if;
    insert into core.song_link (spotify_track_id, track_id, method, linked_by, reason, known_from)
    values (spotify_track, song, 'override', who, why, moment)
    returning * into became;
    perform app.note(who, 'override_link', 'Spotify track ' || spotify_track,
                     case when was.link_id is not null then to_jsonb(was) - 'known_until' end, to_jsonb(became));
    perform app.mark_artists_of(spotify_track);
    return became.link_id;
end
$$;

create or replace function app.undo_override(track text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    spotify_track bigint := app.spotify_track_named(undo_override.track);
    was core.song_link;
begin
    perform pg_advisory_xact_lock({lock.song_override}, hashint8(spotify_track));
    update core.song_link l set known_until = clock_timestamp()
    where l.spotify_track_id = spotify_track and l.method = 'override' and l.known_until is null
    returning * into was;
    if not found then
        raise exception 'Track % is not linked by hand; there is nothing to take back.', undo_override.track
            using errcode = 'GW404';
    end if;
    perform app.note(undo_override.done_by, 'undo_override', 'Spotify track ' || spotify_track,
                     to_jsonb(was) - 'known_until', to_jsonb(was));
    perform app.mark_artists_of(spotify_track);
end
$$;

comment on function app.spotify_track_named(text) is
    'SPOTIFY_TRACKS.ID of a track named by it or by Spotify''s id; an error when there is none or more than one.';
comment on function app.song_named(bigint) is 'The track that carries a unified song; an error when there is none.';
comment on function app.mark_artists_of(bigint) is 'Marks the artists a Spotify track is of to be rolled up again.';
comment on function app.override_link(text, bigint, text, text) is
    'Links a Spotify track to a unified song by hand, or to none; number of the link.';
comment on function app.undo_override(text, text) is 'Takes a link by hand back; the vendor''s holds again.';
revoke execute on function app.spotify_track_named(text) from public;
revoke execute on function app.song_named(bigint) from public;
revoke execute on function app.mark_artists_of(bigint) from public;
revoke execute on function app.override_link(text, bigint, text, text) from public;
revoke execute on function app.undo_override(text, text) from public;
