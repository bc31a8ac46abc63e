-- A recording as MusicBrainz tells it now; whoever writes it holds its row until the transaction ends.
insert into core.recording as r
    (recording_id_musicbrainz, name, credit_name, length_ms, artist_ids_musicbrainz, artist_names)
values (:id, :name, :credit_name, :length_ms, cast(:artist_ids as uuid[]), cast(:artist_names as text[]))
on conflict (recording_id_musicbrainz) do update
set name = excluded.name, credit_name = excluded.credit_name, length_ms = excluded.length_ms,
    artist_ids_musicbrainz = excluded.artist_ids_musicbrainz, artist_names = excluded.artist_names,
    loaded_at = case when (r.name, r.credit_name, r.length_ms, r.artist_ids_musicbrainz, r.artist_names)
                          is distinct from (excluded.name, excluded.credit_name, excluded.length_ms,
                                            excluded.artist_ids_musicbrainz, excluded.artist_names)
                     then now() else r.loaded_at end
returning recording_id
