update core.recording_override set known_until = now()
where heard_item_id = :heard_item_id and known_until is null
returning override_id
