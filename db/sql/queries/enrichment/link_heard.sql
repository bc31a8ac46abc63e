update core.heard_item
set catalog_track_id = :catalog_track_id, loaded_at = now()
where heard_item_id = :heard_item_id and catalog_track_id is distinct from :catalog_track_id
