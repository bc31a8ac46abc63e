select w.work_id, w.artist_name, w.title, w.isrc, w.link_state, w.missing_reason
from mart.work w
where not w.is_linked and (cast(:artist_id as bigint) is null or w.artist_id = :artist_id)
order by w.artist_name, w.title, w.work_id
