select catalog_track_id from core.catalog_track where track_id_spotify = :id
