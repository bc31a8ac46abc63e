-- An album's head. Its track list is read apart from it, and not forgotten when a track names it again.
-- A known album is given its own number, so that only a new one draws from the sequence.
insert into core.catalog_album
    (catalog_album_id, album_id_spotify, name, album_type, release_on, track_count, listed_at)
overriding system value
select coalesce(known.catalog_album_id, nextval(pg_get_serial_sequence('core.catalog_album', 'catalog_album_id'))),
       given.id, :name, :album_type, cast(:release_on as date), cast(:track_count as int),
       case when :is_listed then now() end
from (select cast(:id as text) as id) given
left join core.catalog_album known on known.album_id_spotify = given.id
on conflict (album_id_spotify) do update
set name = excluded.name, album_type = excluded.album_type, release_on = excluded.release_on,
    track_count = excluded.track_count, listed_at = coalesce(excluded.listed_at, core.catalog_album.listed_at),
    loaded_at = case when (core.catalog_album.name, core.catalog_album.album_type, core.catalog_album.release_on,
                           core.catalog_album.track_count)
                          is distinct from (excluded.name, excluded.album_type, excluded.release_on, excluded.track_count)
                     then now() else core.catalog_album.loaded_at end
where :is_listed
   or (core.catalog_album.name, core.catalog_album.album_type, core.catalog_album.release_on,
       core.catalog_album.track_count)
      is distinct from (excluded.name, excluded.album_type, excluded.release_on, excluded.track_count)
