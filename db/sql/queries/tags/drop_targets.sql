delete from core.tag_target where target_id = any(:target_ids)
