select sound_id_vendor from core.sound where sound_id_vendor is not null
