-- What Spotify answered for works, of :only these where given.
select c.work_id, c.track_id_spotify, c.title, c.artist_ids_spotify, c.artist_names, c.album_id_spotify, c.album,
       c.album_type, c.release_on, c.duration_ms, c.isrc
from core.work_candidate c
where cast(:only as bigint[]) is null or c.work_id = any(:only)
order by c.work_id, c.track_id_spotify
