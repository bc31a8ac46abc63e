-- The link of a work that holds, and the track as it was when it was linked.
select l.link_id, l.track_id_spotify, l.state, l.absences, l.checked_at, c.title, c.artist_ids_spotify, c.artist_names,
       c.album_id_spotify, c.album, c.album_type, c.release_on, c.duration_ms, c.isrc
from core.work_link l
left join core.work_candidate c on c.work_id = l.work_id and c.track_id_spotify = l.track_id_spotify
where l.work_id = :work_id and l.known_until is null
