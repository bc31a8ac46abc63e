-- A Spotify track and its link, by the vendor's number or by Spotify's id.
select * from mart.track_link
where spotify_track_id = cast(:number as bigint) or track_id_spotify = cast(:spotify as text)
order by spotify_track_id limit 2
