-- Albums on which a recording is heard.
select distinct coalesce(l.name, h.album_name)
from core.item_recording i
join core.heard_item h on h.heard_item_id = i.heard_item_id
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
left join core.catalog_album l on l.catalog_album_id = t.catalog_album_id
where i.recording_id = :recording_id and coalesce(l.name, h.album_name) is not null
