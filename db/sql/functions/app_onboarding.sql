-- Artists the vendor's tables do not hold yet: a draft card is made all the same, and the queue fetches profile and tracks.
create or replace function app.onboard_card(
    artist_id_spotify text, label text, team text, done_by text, is_new_name boolean default false)
    returns table (card_id bigint, is_new_artist boolean)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    made_artist bigint;
begin
    is_new_artist := false;
    begin
        card_id := app.add_card(onboard_card.artist_id_spotify, label, team, done_by, is_new_name);
    exception when sqlstate 'GW404' then
        -- who is second waits here for the first, and is told of the card that is there
        insert into core.artist (artist_id_spotify, name)
        values (onboard_card.artist_id_spotify, onboard_card.artist_id_spotify)
        on conflict (artist_id_spotify) do nothing
        returning artist_id into made_artist;
        card_id := app.add_card(onboard_card.artist_id_spotify, label, team, done_by, is_new_name);
        is_new_artist := true;
        perform app.queue_onboarding(c.artist_id) from app.artist_card c where c.card_id = onboard_card.card_id;
    end;
    return next;
end
$$;

create or replace function app.queue_onboarding(artist_id bigint) returns void
    language sql set search_path = pg_catalog, pg_temp
as $$
    insert into ops.work as w (kind, entity_id, platform, priority)
    values ('artist_identity', queue_onboarding.artist_id, '', 9)
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_at = now()
    where w.state in ('done', 'dead', 'retry')
$$;

-- What is known of an artist the vendor's tables do not hold, and how far fetching it is: `state` is vendor once they do,
-- waiting, running, held (a provider is away; it is tried again), failed, unknown (nobody knows the id) or done.
create or replace function app.onboarding(artist_id bigint)
    returns table (state text, reason text, queued_at timestamptz, next_try_at timestamptz, attempt integer, song_count bigint,
                   songs text[], source text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    wanted bigint := onboarding.artist_id;
    item record;
    is_known boolean;
    is_at_spotify boolean;
begin
    if exists (select from core.spotify_account a where a.artist_id = wanted) then
        state := 'vendor';
        return next;
        return;
    end if;
    select a.artist_id_soundcharts is not null into is_known from core.artist a where a.artist_id = wanted;
    select count(*), (array_agg(t.name order by t.release_on desc nulls last, t.track_id desc))[:12] into song_count, songs
    from core.track_artist c join core.track t on t.track_id = c.track_id
    where c.artist_id = wanted;
    is_at_spotify := not is_known and exists (
        select from ops.work w
        where w.entity_id = wanted and w.kind = 'spotify_artist' and w.state = 'done' and w.outcome in ('stored', 'unchanged'));
    if is_at_spotify then
        -- a song that came out on a single and on an album is one
        select count(*), (array_agg(n.name order by n.release_on desc nulls last, n.name))[:12] into song_count, songs
        from (select min(t.name) as name, min(l.release_on) as release_on
              from core.artist a
              join core.catalog_artist k on k.artist_id_spotify = a.artist_id_spotify
              join core.catalog_track_artist c on c.catalog_artist_id = k.catalog_artist_id
              join core.catalog_track t on t.catalog_track_id = c.catalog_track_id
              left join core.catalog_album l on l.catalog_album_id = t.catalog_album_id
              where a.artist_id = wanted
              group by lower(t.name)) n;
    end if;
    -- what Spotify has told needs no Soundcharts that can't be asked
    select w.* into item from ops.work w
    where w.entity_id = wanted and w.kind in ('artist_identity', 'artist_songs', 'spotify_artist')
      and (not is_at_spotify or w.kind = 'spotify_artist' or w.state <> 'pending' or w.reason is not null)
    order by array_position(array['leased', 'dead', 'retry', 'pending', 'done'], w.state), w.reason is null, w.work_id limit 1;
    reason := item.reason;
    queued_at := item.queued_at;
    next_try_at := item.next_try_at;
    attempt := coalesce(item.attempts, 0);
    source := case when is_known then 'Soundcharts' when is_at_spotify then 'Spotify' end;
    state := case when item.work_id is null then 'waiting'
                  when item.state = 'leased' then 'running'
                  when item.state = 'dead' then 'failed'
                  when item.state = 'retry' or item.state = 'pending' and item.reason is not null then 'held'
                  when item.state = 'pending' then 'waiting'
                  when source is null then 'unknown' else 'done' end;
    return next;
end
$$;

-- It is tried once more at once, whatever became of it.
create or replace function app.retry_onboarding(card_id bigint, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    card app.artist_card := app.open_card(retry_onboarding.card_id);
begin
    update ops.work w set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_at = now()
    where w.entity_id = card.artist_id and w.kind in ('artist_songs', 'spotify_artist')
      and (w.state in ('dead', 'retry') or w.state = 'pending' or w.state = 'done' and w.outcome in ('no_data', 'not_offered'));
    perform app.queue_onboarding(card.artist_id);
    perform app.note(retry_onboarding.done_by, 'retry_onboarding', 'card ' || card.card_id, null, null);
end
$$;

comment on function app.onboard_card(text, text, text, text, boolean) is
    'A draft card as app.add_card makes it; for an artist the vendor does not hold yet too, whose profile and tracks are queued.';
comment on function app.queue_onboarding(bigint) is 'Profile and tracks of an artist are fetched next.';
comment on function app.onboarding(bigint) is 'How far fetching an artist is that the vendor''s tables do not hold, and what is known.';
comment on function app.retry_onboarding(bigint, text) is 'Profile and tracks are fetched once more.';
revoke execute on function app.onboard_card(text, text, text, text, boolean), app.queue_onboarding(bigint) from public;
revoke execute on function app.onboarding(bigint), app.retry_onboarding(bigint, text) from public;
