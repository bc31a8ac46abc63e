delete from core.item_recording where heard_item_id = :heard_item_id
