-- A followed artist.
select artist_id, artist_name, artist_id_spotify, image_url, card_id, status, label, team
from mart.card
where artist_id = :artist_id and status <> 'archived'
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
