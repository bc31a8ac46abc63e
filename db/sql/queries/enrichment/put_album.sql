-- An album's head. Its track list is read apart from it, and not forgotten when a track names it again.
insert into core.catalog_album (album_id_spotify, name, album_type, release_on, track_count, listed_at)
values (:id, :name, :album_type, :release_on, :track_count, case when :is_listed then now() end)
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
