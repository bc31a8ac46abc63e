-- Artists with confirmed cards, a Spotify account each, so many tracks to an artist, each linked to a song of its own;
-- one series of daily streams for each song.
with platform as (
    insert into core.platform (code, name, kinds, provider, provider_code)
    values ('luminate', 'Audio streaming (Luminate)', '{streaming}', 'luminate', 'luminate')
    on conflict (code) do update set name = excluded.name
    returning platform_id
), metric as (
    insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, membership)
    select 'track_luminate_streams', 'On-demand audio streams', platform_id, 'track', 'flow', 'streams', 'single', 'links'
    from platform
    on conflict (code) do update set name = excluded.name
    returning metric_id
), artist as (
    insert into core.artist (artist_id_spotify, name)
    select lpad(n::text, 22, '0'), 'Artist ' || n from generate_series(1, :artists) n
    returning artist_id, artist_id_spotify::bigint as n
), card as (
    insert into app.artist_card (artist_id, status, label, team, created_by, confirmed_at)
    select artist_id, 'confirmed', 'Label ' || n % 5, 'Team ' || n % 7, 'bench', now() from artist
), account as (
    insert into core.spotify_account (spotify_account_id, artist_id_spotify, name, artist_id)
    select n, lpad(n::text, 22, '0'), 'Artist ' || n, artist_id from artist
    returning spotify_account_id
), track as (
    insert into core.track (song_id_luminate, name, credit_name, release_on)
    select n, 'Track ' || n, 'Artist ' || 1 + n / :tracks, cast(:first_on as date) - 400
    from generate_series(0, :artists * :tracks - 1) n
    returning track_id, song_id_luminate
), held as (
    insert into core.account_track (spotify_account_id, spotify_track_id, is_primary, known_from)
    select 1 + t.song_id_luminate / :tracks, t.song_id_luminate, true, cast(:first_on as date)
    from track t join account a on a.spotify_account_id = 1 + t.song_id_luminate / :tracks
), linked as (
    insert into core.song_link (spotify_track_id, track_id, method, known_from)
    select song_id_luminate, track_id, 'vendor', cast(:first_on as date) from track
)
insert into core.audience_series (metric_id, track_id)
select metric_id, track_id from metric cross join track order by track_id
