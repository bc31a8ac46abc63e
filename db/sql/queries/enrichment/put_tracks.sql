-- Tracks of one album. What an album's list does not tell (ISRC) stays as known.
-- A known track is given its own number, so that only a new one draws from the sequence.
insert into core.catalog_track
    (catalog_track_id, track_id_spotify, name, isrc, duration_ms, catalog_album_id, disc_number, track_number)
overriding system value
select coalesce(known.catalog_track_id, nextval(pg_get_serial_sequence('core.catalog_track', 'catalog_track_id'))),
       given.id, given.name, given.isrc, given.duration_ms, a.catalog_album_id, given.disc_number, given.track_number
from (
    select distinct on (id) *
    from unnest(cast(:ids as text[]), cast(:names as text[]), cast(:isrcs as text[]), cast(:lengths as int[]),
                cast(:discs as smallint[]), cast(:numbers as smallint[]))
         as listed (id, name, isrc, duration_ms, disc_number, track_number)
    order by id
) given
left join core.catalog_album a on a.album_id_spotify = :album_id
left join core.catalog_track known on known.track_id_spotify = given.id
order by given.id
on conflict (track_id_spotify) do update
set name = excluded.name, isrc = coalesce(excluded.isrc, core.catalog_track.isrc),
    duration_ms = coalesce(excluded.duration_ms, core.catalog_track.duration_ms),
    catalog_album_id = coalesce(excluded.catalog_album_id, core.catalog_track.catalog_album_id),
    disc_number = coalesce(excluded.disc_number, core.catalog_track.disc_number),
    track_number = coalesce(excluded.track_number, core.catalog_track.track_number), loaded_at = now()
where (core.catalog_track.name, core.catalog_track.isrc, core.catalog_track.duration_ms,
       core.catalog_track.catalog_album_id, core.catalog_track.disc_number, core.catalog_track.track_number)
      is distinct from
      (excluded.name, coalesce(excluded.isrc, core.catalog_track.isrc),
       coalesce(excluded.duration_ms, core.catalog_track.duration_ms),
       coalesce(excluded.catalog_album_id, core.catalog_track.catalog_album_id),
       coalesce(excluded.disc_number, core.catalog_track.disc_number),
       coalesce(excluded.track_number, core.catalog_track.track_number))
