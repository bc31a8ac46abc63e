-- Spotify tracks of an artist that bring no figures.
select spotify_track_id, track_id_spotify, track_name, isrc, reason, linked_by, link_reason, days_since_seen
from mart.unlinked_track
where artist_id = :artist_id
order by reason, track_name, spotify_track_id
