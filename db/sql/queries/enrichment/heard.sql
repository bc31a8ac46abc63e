select item_id_spotify, name, artist_name from core.heard_item where heard_item_id = :heard_item_id
