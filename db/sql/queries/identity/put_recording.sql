-- A recording as MusicBrainz tells it now; whoever writes it holds its row until the transaction ends.
-- A known one is given its own number, so that only a new one draws from the sequence.
insert into core.recording as r
    (recording_id, recording_id_musicbrainz, name, credit_name, length_ms, artist_ids_musicbrainz, artist_names)
overriding system value
select coalesce(known.recording_id, nextval(pg_get_serial_sequence('core.recording', 'recording_id'))), given.id, :name,
       :credit_name, cast(:length_ms as int), cast(:artist_ids as uuid[]), cast(:artist_names as text[])
from (select cast(:id as uuid) as id) given
left join core.recording known on known.recording_id_musicbrainz = given.id
on conflict (recording_id_musicbrainz) do update
set name = excluded.name, credit_name = excluded.credit_name, length_ms = excluded.length_ms,
    artist_ids_musicbrainz = excluded.artist_ids_musicbrainz, artist_names = excluded.artist_names,
    loaded_at = case when (r.name, r.credit_name, r.length_ms, r.artist_ids_musicbrainz, r.artist_names)
                          is distinct from (excluded.name, excluded.credit_name, excluded.length_ms,
                                            excluded.artist_ids_musicbrainz, excluded.artist_names)
                     then now() else r.loaded_at end
returning recording_id
