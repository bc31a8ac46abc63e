-- An artist whose name nobody has told yet bears its Spotify id as a name.
update core.artist set name = :name, loaded_at = now() where artist_id = :artist_id and name = artist_id_spotify
