-- Artists only Spotify knows (bare) and the artist each is: one whose Spotify figures bear the bare one's id, else one of
-- the same name who is credited on a track that is linked to a Spotify track of the bare one's account.
with candidate as (
    select bare.artist_id as bare_id, s.artist_id, 1 as place
    from core.artist bare
    join core.audience_series s on s.identifier = bare.artist_id_spotify and s.identifier <> ''
     and s.artist_id <> bare.artist_id
    join core.metric m on m.metric_id = s.metric_id
    join core.platform p on p.platform_id = m.platform_id and p.code = 'spotify'
    where bare.artist_id_soundcharts is null
    union
    select bare.artist_id, known.artist_id, 2
    from core.artist bare
    join core.spotify_account a on a.artist_id = bare.artist_id
    join core.account_track h on h.spotify_account_id = a.spotify_account_id and h.known_until is null
    join core.song_link l on l.spotify_track_id = h.spotify_track_id and l.known_until is null
    join core.track_artist c on c.track_id = l.track_id
    join core.artist known on known.artist_id = c.artist_id and known.artist_id_spotify is null
    where bare.artist_id_soundcharts is null and lower(trim(known.name)) = lower(trim(bare.name))
), chosen as (
    select distinct on (bare_id) bare_id, artist_id from candidate order by bare_id, place, artist_id
)
-- one who is chosen for two is the first one's
select distinct on (c.artist_id) c.bare_id, c.artist_id, bare.artist_id_spotify
from chosen c
join core.artist bare on bare.artist_id = c.bare_id
order by c.artist_id, c.bare_id
