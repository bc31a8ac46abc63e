-- Links of the linker's that hold no longer: to another track than is found now, or no track is sure enough now. A link
-- people set ends where its track is gone and another one is found. What became of a track stays told until then.
update core.work_link l
set known_until = now()
from unnest(cast(:work_ids as bigint[]), cast(:confidences as text[]), cast(:track_ids as text[]))
     as g (work_id, confidence, track_id)
where l.work_id = g.work_id and l.known_until is null
  and (g.confidence = 'high' and l.track_id_spotify <> g.track_id and (l.linked_by = 'auto-linker' or l.state in ('dead', 'changed'))
       or g.confidence <> 'high' and l.linked_by = 'auto-linker' and l.state in ('live', 'region_lost'))
