-- Recordings that no heard item is any more.
delete from core.recording r
where not exists (select from core.item_recording i where i.recording_id = r.recording_id)
