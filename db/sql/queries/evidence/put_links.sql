-- The subjects that speak for these items, and no others.
with given as (
    select distinct g.item as heard_item_id, s.subject_id
    from unnest(cast(:items as int[]), cast(:sources as text[]), cast(:levels as text[]), cast(:keys as text[]))
         as g (item, source, level, key)
    join core.tag_subject s on s.source = g.source and s.level = g.level and s.source_key = g.key
), gone as (
    delete from core.item_subject i
    where i.heard_item_id = any(:all_items)
      and not exists (select from given g where g.heard_item_id = i.heard_item_id and g.subject_id = i.subject_id)
    returning 1
), put as (
    insert into core.item_subject (heard_item_id, subject_id)
    select heard_item_id, subject_id from given
    order by heard_item_id, subject_id
    on conflict do nothing
    returning 1
)
select (select count(*) from gone) + (select count(*) from put)
