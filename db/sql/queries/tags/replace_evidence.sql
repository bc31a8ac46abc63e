-- The tags of a target as a whole: those the source no longer has go, unless not all it said could be read; unchanged ones stay untouched.
with given as (
    select field, tag, max(raw_weight) as raw_weight
    from unnest(cast(:fields as text[]), cast(:tags as text[]), cast(:weights as int[])) as g (field, tag, raw_weight)
    group by field, tag
), gone as (
    delete from core.tag_evidence e
    where e.target_id = :target_id and :is_whole
      and not exists (select from given g where g.field = e.field and g.tag = e.tag)
    returning 1
), put as (
    insert into core.tag_evidence as e (target_id, field, tag, raw_weight, answer_id)
    select :target_id, field, tag, raw_weight, :answer_id from given order by field, tag
    on conflict (target_id, field, tag) do update
    set raw_weight = excluded.raw_weight, answer_id = excluded.answer_id, seen_at = now()
    where e.raw_weight <> excluded.raw_weight
    returning 1
)
select (select count(*) from gone) + (select count(*) from put)
