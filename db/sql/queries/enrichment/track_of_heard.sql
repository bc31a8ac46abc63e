-- The catalogue track that was found for an id, if it was looked up.
select catalog_track_id from core.heard_item
where kind = 'music' and item_id_spotify = :item_id_spotify and catalog_track_id is not null
