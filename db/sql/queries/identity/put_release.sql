update core.recording
set release_id_musicbrainz = :release_id, release_name = :release_name, loaded_at = now()
where recording_id = :recording_id
  and (release_id_musicbrainz, release_name) is distinct from (cast(:release_id as uuid), cast(:release_name as text))
