-- Spotify tracks of artists with an open card, with their unified song as now linked.
select distinct s.artist_id, t.spotify_track_id, l.track_id, t.name
from app.artist_card c
join core.spotify_account s on s.artist_id = c.artist_id
join core.account_track m on m.spotify_account_id = s.spotify_account_id and m.known_until is null
join core.spotify_track t on t.spotify_track_id = m.spotify_track_id
left join core.song_link_known('infinity') l on l.spotify_track_id = t.spotify_track_id
where c.status <> 'archived'
order by s.artist_id, t.spotify_track_id
