-- The unified song a Spotify track is linked to now.
select l.track_id from core.song_link_known('infinity') l where l.spotify_track_id = :spotify_track_named
