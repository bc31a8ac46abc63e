-- Songs only Luminate knows (bare), each with the track it is: one whose Spotify figures bear the id of a Spotify track
-- linked to the song, else one of the same ISRC; the lowest number of those no song has yet. A track is one song's.
with linked as (
    select l.track_id as bare_id, s.track_id_spotify, s.isrc
    from core.song_link l
    join core.track bare on bare.track_id = l.track_id and bare.track_id_soundcharts is null
    join core.spotify_track s on s.spotify_track_id = l.spotify_track_id
    where l.known_until is null
      and (l.method = 'override' or not exists (
          select from core.song_link o
          where o.spotify_track_id = l.spotify_track_id and o.method = 'override' and o.known_until is null
      ))
), candidate as (
    select l.bare_id, t.track_id, 1 as place
    from linked l
    join core.audience_series s on s.identifier = l.track_id_spotify and s.identifier <> ''
    join core.metric m on m.metric_id = s.metric_id and m.code = 'track_spotify_streams'
    join core.track t on t.track_id = s.track_id and t.song_id_luminate is null
    union
    select l.bare_id, t.track_id, 2
    from linked l
    join core.track t on t.isrc = l.isrc and t.song_id_luminate is null
), chosen as (
    select distinct on (bare_id) bare_id, track_id from candidate order by bare_id, place, track_id
)
select distinct on (c.track_id) c.bare_id, c.track_id, bare.song_id_luminate, bare.release_on
from chosen c
join core.track bare on bare.track_id = c.bare_id
order by c.track_id, bare.song_id_luminate
