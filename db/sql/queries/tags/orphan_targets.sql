-- Targets that no item refers to any more, unless a worker is fetching them.
select s.target_id
from core.tag_target s
where not exists (select from core.item_target i where i.target_id = s.target_id)
  and not exists (select from ops.work w
                  where w.kind = 'tags_' || s.source and w.entity_id = s.target_id and w.state = 'leased')
