select o.heard_item_id, h.name as track, h.artist_name as artist, o.recording_id_musicbrainz::text as recording,
       o.reason, o.linked_by, o.known_from
from core.recording_override o
join core.heard_item h on h.heard_item_id = o.heard_item_id
where o.known_until is null
order by o.known_from, o.override_id
