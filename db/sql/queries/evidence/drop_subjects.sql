delete from core.tag_subject where subject_id = any(:subject_ids)
