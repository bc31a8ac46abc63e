insert into core.work_candidate
    (work_id, track_id_spotify, title, artist_ids_spotify, artist_names, album_id_spotify, album, album_type, release_on,
     duration_ms, isrc, found_by, fetched_at)
values (:work_id, :track_id, :title, :artist_ids, :artist_names, :album_id, :album, :album_type, :release_on,
        :duration_ms, :isrc, :found_by, now())
on conflict (work_id, track_id_spotify) do update
set title = excluded.title, artist_ids_spotify = excluded.artist_ids_spotify, artist_names = excluded.artist_names,
    album_id_spotify = excluded.album_id_spotify, album = excluded.album, album_type = excluded.album_type,
    release_on = excluded.release_on, duration_ms = excluded.duration_ms, isrc = excluded.isrc,
    found_by = excluded.found_by, fetched_at = excluded.fetched_at
