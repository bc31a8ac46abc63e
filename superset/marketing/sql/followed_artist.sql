-- A followed artist.
select artist_id, artist_name, artist_id_spotify, image_url, card_id, status, label, team
from mart.card where artist_id = :artist_id and status <> 'archived'
