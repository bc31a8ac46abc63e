-- The targets whose tags describe these items, and no others; how many links changed.
with given as materialized (
    select p.heard_item_id, s.target_id
    from linked_target p
    join core.tag_target s on s.source = p.source and s.level = p.level and s.source_key = p.source_key
), before as materialized (
    select i.heard_item_id, i.target_id
    from unnest(cast(:all_items as int[])) as a (heard_item_id)
    join core.item_target i on i.heard_item_id = a.heard_item_id
), gone as (
    delete from core.item_target i
    using (select * from before except select * from given) g
    where i.heard_item_id = g.heard_item_id and i.target_id = g.target_id
    returning 1
), put as (
    insert into core.item_target (heard_item_id, target_id)
    select * from given except select * from before
    order by 1, 2
    returning 1
)
select (select count(*) from gone) + (select count(*) from put)
