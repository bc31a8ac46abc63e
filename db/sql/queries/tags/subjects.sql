-- What is said of each of these things.
select s.subject_id, s.source, s.level, s.source_key, array_agg(e.field) as fields, array_agg(e.tag) as tags,
       array_agg(e.raw_weight) as raw_weights
from core.tag_subject s
join core.tag_evidence e on e.subject_id = s.subject_id
where s.subject_id = any(:subject_ids)
group by s.subject_id
