-- What Spotify no longer answers for a work is no candidate; the track it is linked to stays, to tell what changed.
delete from core.work_candidate c
where c.work_id = :work_id and c.track_id_spotify <> all(cast(:kept as text[]))
  and not exists (select from core.work_link l where l.work_id = c.work_id and l.track_id_spotify = c.track_id_spotify
                    and l.known_until is null)
