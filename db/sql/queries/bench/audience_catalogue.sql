-- Artists with 50 tracks each, of which every tenth is the next artist's too, and a series of each track on four platforms.
with artist as (
    insert into core.artist (artist_id_spotify, name)
    select lpad(n::text, 22, '0'), 'Artist ' || n from generate_series(0, greatest(:tracks / 50, 1) - 1) n
    returning artist_id, artist_id_spotify::bigint as n
), track as (
    insert into core.track (song_id_luminate, name, credit_name, release_on)
    select n, 'Track ' || n, 'Artist ' || n / 50, cast(:first_on as date) - 30 from generate_series(0, :tracks - 1) n
    returning track_id, song_id_luminate::bigint as n
), credit as (
    insert into core.track_artist (track_id, artist_id, credit_order)
    select t.track_id, a.artist_id, 1 + g.further
    from track t
    cross join generate_series(0, case when t.n % 10 = 0 then 1 else 0 end) as g (further)
    join artist a on a.n = (t.n / 50 + g.further) % greatest(:tracks / 50, 1)
    on conflict do nothing
)
insert into core.audience_series (metric_id, track_id)
select m.metric_id, t.track_id
from track t
cross join core.metric m
where m.code in ('track_spotify_streams', 'track_youtube_views', 'track_shazam_count', 'track_airplay_plays')
order by t.track_id, m.metric_id
