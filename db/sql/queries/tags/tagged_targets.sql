-- What is said of each of these things.
select s.target_id, s.source, s.level, s.source_key, array_agg(e.field) as fields, array_agg(e.tag) as tags,
       array_agg(e.raw_weight) as raw_weights
from core.tag_target s
join core.tag_evidence e on e.target_id = s.target_id
where s.target_id = any(:target_ids)
group by s.target_id
