-- Subjects that speak for nobody any more, unless a worker is about them.
select s.subject_id
from core.tag_subject s
where not exists (select from core.item_subject i where i.subject_id = s.subject_id)
  and not exists (select from ops.work w
                  where w.kind = 'tags_' || s.source and w.entity_id = s.subject_id and w.state = 'leased')
