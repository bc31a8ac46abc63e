-- Tags nobody recognised, and how much was said by them: what to add to the taxonomy next.
create view mart.unmapped_tag as
with said as (
    select e.target_id, s.source, e.tag, e.raw_weight::float8 / sum(e.raw_weight) over (partition by e.target_id) as part
    from core.tag_evidence e
    join core.tag_target s on s.target_id = e.target_id
), unknown as (
    select said.*
    from said
    join core.method m on m.is_current
    join core.tag_mapping k on k.method_id = m.method_id and k.source = said.source and k.tag = said.tag
    where k.tag_class = 'unknown'
), heard as (
    select heard_item_id, sum(plays) as plays from mart.user_track_year group by heard_item_id
)
select u.tag, u.source, sum(u.part) as mass, count(distinct i.heard_item_id)::int as items,
       coalesce(sum(h.plays), 0)::bigint as plays
from unknown u
join core.item_target i on i.target_id = u.target_id
left join heard h on h.heard_item_id = i.heard_item_id
group by u.tag, u.source;
