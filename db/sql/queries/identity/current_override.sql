select override_id from core.recording_override
where heard_item_id = :heard_item_id and known_until is null
for share
