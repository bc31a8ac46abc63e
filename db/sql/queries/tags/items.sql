-- The things that speak for each item of a batch.
select b.heard_item_id, array_agg(i.target_id) as target_ids
from stale_item b
join core.item_target i on i.heard_item_id = b.heard_item_id
where b.place between :first and :last and b.evidence_hash is not null
group by b.heard_item_id
