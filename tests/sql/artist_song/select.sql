select a.name as artist_name, s.song_id_luminate, s.song_name
from mart.artist_song s
join core.artist a on a.artist_id = s.artist_id
