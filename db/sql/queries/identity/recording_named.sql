select recording_id from core.recording where recording_id_musicbrainz = cast(:mbid as uuid)
