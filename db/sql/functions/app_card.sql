-- Artist cards: draft when made, counted once confirmed, no longer counted once archived.
create or replace function app.add_card(
    artist_id_spotify text, label text, team text, done_by text, is_new_name boolean default false)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    wanted text := app.required_text(add_card.artist_id_spotify, 'the artist''s Spotify id');
    found_artist bigint;
    card app.artist_card;
begin
    if wanted !~ '^[0-9A-Za-z]{22}$' then
        raise exception '“%” is no Spotify id of an artist: 22 letters and digits are wanted.', left(wanted, 80)
            using errcode = 'GW400';
    end if;
    select a.artist_id into found_artist from core.artist a where a.artist_id_spotify = wanted;
    if not found then
        -- met at another provider first: the platform's own id stands on the artist's series
        select s.artist_id into found_artist
        from core.audience_series s
        join core.metric m on m.metric_id = s.metric_id
        join core.platform p on p.platform_id = m.platform_id and p.code = 'spotify'
        where s.identifier = wanted and s.artist_id is not null
        order by s.series_id limit 1;
        if found then
            update core.artist a set artist_id_spotify = wanted
            where a.artist_id = found_artist and a.artist_id_spotify is null;
        else
            select c.artist_id into found_artist from core.spotify_account c where c.artist_id_spotify = wanted;
        end if;
    end if;
    if found_artist is null then
        raise exception 'The vendor''s catalogue (SPOTIFY_ACCOUNTS) does not hold the artist % yet. Check the link; '
            'when it is right, ask the vendor for the artist, load the next delivery, and add the card again.', wanted
            using errcode = 'GW404';
    end if;
    insert into app.artist_card (artist_id, label, team, created_by, created_at)
    values (found_artist, app.label_named(add_card.label, add_card.is_new_name),
            app.team_named(add_card.team, add_card.is_new_name),
            app.required_text(add_card.done_by, 'who does this'), clock_timestamp())
    on conflict (artist_id) where status <> 'archived' do nothing
    returning * into card;
    if not found then
        if not app.may_name(found_artist) then
            raise exception 'This artist can''t be added by your log-in, which is for some artists alone; ask somebody '
                'who sees all cards.' using errcode = 'GW409';
        end if;
        select c.* into card from app.artist_card c where c.artist_id = found_artist and c.status <> 'archived';
        raise exception '% has card % already (%, label %). Change that card, or archive it first.',
            app.artist_name(found_artist), card.card_id, card.status, card.label using errcode = 'GW409';
    end if;
    perform app.note(add_card.done_by, 'add_card', 'card ' || card.card_id, null, to_jsonb(card));
    return card.card_id;
end
$$;

create or replace function app.open_card(card_id bigint) returns app.artist_card
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    card app.artist_card;
begin
    select c.* into card from app.artist_card c where c.card_id = open_card.card_id for update;
    if not found or not app.may_name(card.artist_id) then
        raise exception 'There is no card %; look its number up in the list of cards.', open_card.card_id
            using errcode = 'GW404';
    end if;
    if card.status = 'archived' then
        raise exception 'Card % of % is archived; add a new card for the artist.', card.card_id,
            app.artist_name(card.artist_id) using errcode = 'GW409';
    end if;
    return card;
end
$$;

create or replace function app.confirm_card(card_id bigint, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    card app.artist_card := app.open_card(confirm_card.card_id);
    changed app.artist_card;
begin
    if card.status = 'confirmed' then
        raise exception 'Card % of % is confirmed already.', card.card_id, app.artist_name(card.artist_id)
            using errcode = 'GW409';
    end if;
    update app.artist_card c set status = 'confirmed', confirmed_at = clock_timestamp()
    where c.card_id = card.card_id returning * into changed;
    perform app.note(confirm_card.done_by, 'confirm_card', 'card ' || card.card_id, to_jsonb(card), to_jsonb(changed));
    perform app.mark(array[card.artist_id]);
end
$$;

create or replace function app.archive_card(card_id bigint, reason text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    why text := app.required_text(archive_card.reason, 'the reason');
    card app.artist_card := app.open_card(archive_card.card_id);
    changed app.artist_card;
begin
    update app.artist_card c set status = 'archived', archived_at = clock_timestamp()
    where c.card_id = card.card_id returning * into changed;
    perform app.note(archive_card.done_by, 'archive_card', 'card ' || card.card_id, to_jsonb(card),
                     to_jsonb(changed) || jsonb_build_object('reason', why));
    perform app.mark(array[card.artist_id]);
end
$$;

create or replace function app.change_card(
    card_id bigint, label text, team text, done_by text, is_new_name boolean default false)
    returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    card app.artist_card := app.open_card(change_card.card_id);
    changed app.artist_card := card;
begin
    if change_card.label is not null then
        changed.label := app.label_named(change_card.label, change_card.is_new_name, card.card_id);
    end if;
    if change_card.team is not null then
        changed.team := app.team_named(change_card.team, change_card.is_new_name, card.card_id);
    end if;
    if changed is not distinct from card then
        return;
    end if;
    update app.artist_card c set label = changed.label, team = changed.team where c.card_id = card.card_id;
    perform app.note(change_card.done_by, 'change_card', 'card ' || card.card_id, to_jsonb(card), to_jsonb(changed));
    perform app.mark(array[card.artist_id]);
end
$$;

comment on function app.add_card(text, text, text, text, boolean) is
    'A draft card for the artist of a Spotify id; its number.';
comment on function app.open_card(bigint) is 'The card, locked; an error when there is none or it is archived.';
comment on function app.confirm_card(bigint, text) is 'From now on the card counts.';
comment on function app.archive_card(bigint, text, text) is 'From now on the card no longer counts.';
comment on function app.change_card(bigint, text, text, text, boolean) is
    'Another label or team; null keeps what is there, an empty team takes it away.';
revoke execute on function app.add_card(text, text, text, text, boolean) from public;
revoke execute on function app.open_card(bigint) from public;
revoke execute on function app.confirm_card(bigint, text) from public;
revoke execute on function app.archive_card(bigint, text, text) from public;
revoke execute on function app.change_card(bigint, text, text, text, boolean) from public;
