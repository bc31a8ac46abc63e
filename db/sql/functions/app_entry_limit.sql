-- What somebody who enters may be told of. The pages enter for everybody by one login; before they call anything they say
-- to which labels and teams the person is limited, and no function names what is of others from there on.
create or replace function app.limit_entry(labels text[], teams text[]) returns void
    language sql security definer set search_path = pg_catalog, pg_temp
as $$
    select set_config('groundswell.labels', coalesce(to_json(labels)::text, ''), true),
           set_config('groundswell.teams', coalesce(to_json(teams)::text, ''), true)
$$;

create or replace function app.entry_limit(kind text) returns text[]
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select array(select json_array_elements_text(s.given::json))
    from (select current_setting('groundswell.' || kind, true) as given) s
    where s.given <> ''
$$;

create or replace function app.is_limited() returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select app.entry_limit('labels') is not null or app.entry_limit('teams') is not null
$$;

create or replace function app.may_name(artist_id bigint) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select not app.is_limited() or exists (
        select from app.artist_card c
        where c.artist_id = may_name.artist_id and c.status <> 'archived'
          and (app.entry_limit('labels') is null or c.label = any (app.entry_limit('labels')))
          and (app.entry_limit('teams') is null or c.team = any (app.entry_limit('teams'))))
$$;

create or replace function app.may_name_track(spotify_track_id bigint) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select not app.is_limited() or exists (
        select from core.account_track t
        join core.spotify_account a on a.spotify_account_id = t.spotify_account_id
        where t.spotify_track_id = may_name_track.spotify_track_id and t.known_until is null
          and app.may_name(a.artist_id))
$$;

-- A song nobody with a card is on is everybody's; one of followed artists is theirs who may be told of one of them.
create or replace function app.may_name_song(track_id bigint) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select not app.is_limited() or coalesce(bool_or(app.may_name(c.artist_id)), true)
    from core.song_link l
    join core.account_track t on t.spotify_track_id = l.spotify_track_id and t.known_until is null
    join core.spotify_account a on a.spotify_account_id = t.spotify_account_id
    join app.artist_card c on c.artist_id = a.artist_id and c.status <> 'archived'
    where l.track_id = may_name_song.track_id and l.known_until is null
$$;

comment on function app.limit_entry(text[], text[]) is
    'Until the transaction ends nothing but these labels and teams is named; null for no limit.';
comment on function app.entry_limit(text) is 'The labels or teams of the one who enters; null for no limit.';
comment on function app.is_limited() is 'Whether the one who enters is limited to labels or teams.';
comment on function app.may_name(bigint) is 'Whether the one who enters may be told of an artist.';
comment on function app.may_name_track(bigint) is 'Whether they may be told of one of a Spotify track''s artists.';
comment on function app.may_name_song(bigint) is 'Whether a unified song is theirs or nobody''s.';
revoke execute on function app.limit_entry(text[], text[]) from public;
revoke execute on function app.entry_limit(text), app.is_limited() from public;
revoke execute on function app.may_name(bigint), app.may_name_track(bigint), app.may_name_song(bigint) from public;
