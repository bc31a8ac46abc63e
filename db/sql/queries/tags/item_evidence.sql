-- Everything said of an item, with what each tag means by the current method; meanings are null where it is not mapped yet.
select s.source, s.level, s.source_key, s.name as target, e.field, e.tag, e.raw_weight, m.tag_class,
       m.genres, m.genre_confidences::float8[] as genre_confidences, m.moods, m.mood_confidences::float8[] as mood_confidences
from core.item_target i
join core.tag_target s on s.target_id = i.target_id
join core.tag_evidence e on e.target_id = i.target_id
left join core.tag_mapping m on m.method_id = :method_id and m.source = s.source and m.tag = e.tag
where i.heard_item_id = :heard_item_id
order by s.source, s.level, s.source_key, e.field, e.tag
