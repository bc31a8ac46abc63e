delete from core.tag_evidence where subject_id = any(:subject_ids)
