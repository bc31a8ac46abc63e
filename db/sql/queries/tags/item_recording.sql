-- Which recording an item was found to be.
select r.recording_id_musicbrainz, r.name, r.credit_name, i.method, i.score, i.candidates
from core.item_recording i
left join core.recording r on r.recording_id = i.recording_id
where i.heard_item_id = :heard_item_id
