-- Works in the catalogue that people leave to the linker, :only these where given, each with the tracks it must not be
-- linked to: those people rejected, and those gone or changed since they were linked.
select w.work_id, w.title, w.credit_name, a.name as artist_name, a.artist_id_spotify, w.isrc, w.album, w.duration_ms,
       w.release_on,
       array(select g.track_id_spotify from app.work_suggestion g where g.work_id = w.work_id and g.state = 'rejected'
             union
             select l.track_id_spotify from core.work_link l
             where l.work_id = w.work_id and l.known_until is null and l.state in ('dead', 'changed')) as barred
from core.work w
join core.artist a on a.artist_id = w.artist_id
where w.retired_at is null and (cast(:only as bigint[]) is null or w.work_id = any(:only))
  and not exists (select from core.work_link l
                  where l.work_id = w.work_id and l.known_until is null and l.linked_by <> 'auto-linker'
                    and l.state in ('live', 'region_lost'))
order by w.work_id
