-- Spotify tracks of works, as people decide: what the linker proposed is accepted or rejected, or a track is given.
create or replace function app.put_work_link(
    wanted core.work, track text, album text, confidence text, score double precision, reasons text[],
    method_version text, who text) returns bigint
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    moment timestamptz := clock_timestamp();
    was core.work_link;
    became core.work_link;
begin
    select l.* into was from core.work_link l where l.work_id = wanted.work_id and l.known_until is null for update;
    if was.track_id_spotify = track and was.linked_by <> 'auto-linker' and was.state = 'live' then
        raise exception '“%” is linked to this track already (by %).', app.shown(wanted.title), was.linked_by
            using errcode = 'GW409';
    end if;
    update core.work_link l set known_until = moment where l.link_id = was.link_id;
    insert into core.work_link (work_id, track_id_spotify, album, confidence, score, reasons, method_version, linked_by,
                                known_from)
    values (wanted.work_id, track, put_work_link.album, put_work_link.confidence, put_work_link.score,
            put_work_link.reasons, put_work_link.method_version, who, moment)
    returning * into became;
    update core.work w set unlinked_reason = null where w.work_id = wanted.work_id and w.unlinked_reason is not null;
    perform app.note(who, 'link_work', 'work ' || wanted.work_id,
                     case when was.link_id is not null then to_jsonb(was) end, to_jsonb(became));
    return became.link_id;
end
$$;

create or replace function app.decide_work_link(suggestion_id bigint, accept boolean, done_by text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(decide_work_link.done_by, 'who does this');
    was app.work_suggestion;
    became app.work_suggestion;
    wanted core.work;
begin
    select g.* into was from app.work_suggestion g where g.suggestion_id = decide_work_link.suggestion_id for update;
    select w.* into wanted from core.work w where w.work_id = was.work_id;
    if not found or not app.may_name(wanted.artist_id) then
        raise exception 'There is no suggestion %; look its number up in the queue.', decide_work_link.suggestion_id
            using errcode = 'GW404';
    end if;
    if was.state <> 'waiting' then
        raise exception 'Suggestion % was % by % already.', was.suggestion_id, was.state, was.decided_by
            using errcode = 'GW409';
    end if;
    if decide_work_link.accept is null then
        raise exception 'Say whether suggestion % is accepted or rejected.', was.suggestion_id using errcode = 'GW400';
    end if;
    wanted := app.open_work(wanted.work_id);
    update app.work_suggestion g
    set state = case when decide_work_link.accept then 'accepted' else 'rejected' end, decided_by = who,
        decided_at = clock_timestamp()
    where g.suggestion_id = was.suggestion_id
    returning * into became;
    perform app.note(who, 'decide_work_link', 'suggestion ' || was.suggestion_id, to_jsonb(was), to_jsonb(became));
    if decide_work_link.accept then
        return app.put_work_link(
            wanted, was.track_id_spotify,
            (select c.album from core.work_candidate c
             where c.work_id = was.work_id and c.track_id_spotify = was.track_id_spotify),
            'medium', was.score, was.reasons, was.method_version, who);
    end if;
    return null;
end
$$;

create or replace function app.link_work(work_id bigint, track text, done_by text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    who text := app.required_text(link_work.done_by, 'who does this');
    wanted core.work := app.open_work(link_work.work_id);
    spotify text := app.spotify_id(link_work.track, 'track');
begin
    return app.put_work_link(
        wanted, spotify,
        (select c.album from core.work_candidate c
         where c.work_id = wanted.work_id and c.track_id_spotify = spotify),
        'by_hand', null, array['given by hand'], null, who);
end
$$;

comment on function app.put_work_link(core.work, text, text, text, double precision, text[], text, text) is
    'The track of a work from now on; the link before it ends.';
comment on function app.decide_work_link(bigint, boolean, text) is
    'Accepts a suggestion, which links the work, or rejects it, which keeps that track from being proposed again.';
comment on function app.link_work(bigint, text, text) is 'Links a work to a track given by its Spotify link or id.';
revoke execute on function app.put_work_link(core.work, text, text, text, double precision, text[], text, text),
    app.decide_work_link(bigint, boolean, text), app.link_work(bigint, text, text) from public;
