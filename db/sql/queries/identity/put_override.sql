insert into core.recording_override (heard_item_id, recording_id_musicbrainz, linked_by, reason)
values (:heard_item_id, :mbid, :linked_by, :reason)
