delete from core.tag_evidence where target_id = any(:target_ids)
