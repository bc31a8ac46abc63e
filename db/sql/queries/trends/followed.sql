select a.artist_id, a.artist_id_spotify
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id
where c.status = 'confirmed' and a.artist_id_spotify is not null
