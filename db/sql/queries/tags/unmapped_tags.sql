-- Tags seen that a method has not mapped yet.
select distinct s.source, e.tag
from core.tag_evidence e
join core.tag_target s on s.target_id = e.target_id
where not exists (
    select from core.tag_mapping m where m.method_id = :method_id and m.source = s.source and m.tag = e.tag
)
