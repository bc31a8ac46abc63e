-- Songs of an artist, for a sound to be of.
select track_id, song_name, song_id_luminate from mart.artist_song
where artist_id = :artist_id
order by lower(song_name), track_id
