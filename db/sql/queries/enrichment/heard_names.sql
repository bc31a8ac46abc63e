-- Names of all tracks with an id, to find those without one among them.
select item_id_spotify, name, artist_name
from core.heard_item
where kind = 'music' and item_id_spotify is not null and name is not null and artist_name is not null
order by item_id_spotify
