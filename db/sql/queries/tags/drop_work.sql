delete from ops.work w using ops.work_kind k
where k.kind = w.kind and k.entity = 'tag_target' and w.entity_id = any(:target_ids)
