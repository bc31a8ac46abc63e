-- Items about which something else is said than what their distribution was made from, numbered from 1; evidence_hash
-- is null where nothing is said any more. Hashes of tags, and of what was said of each thing, are joined by exclusive
-- or, which no order changes and no row can enter twice.
create temporary table stale_item as
with said as (
    select target_id, bit_xor(hashtextextended(concat_ws(E'\t', field, raw_weight, tag), 0)) as said_hash
    from core.tag_evidence group by target_id
), spoken as (
    select i.heard_item_id,
           bit_xor(hashtextextended(concat_ws(E'\t', s.source, s.level, said.said_hash, s.source_key), 1)) as evidence_hash
    from core.item_target i
    join core.tag_target s on s.target_id = i.target_id
    join said on said.target_id = i.target_id
    group by i.heard_item_id
), known as (
    select heard_item_id, evidence_hash from mart.track_evidence where method_id = :method_id
)
select row_number() over (order by heard_item_id)::int as place, heard_item_id, spoken.evidence_hash
from spoken full join known using (heard_item_id)
where spoken.evidence_hash is distinct from known.evidence_hash
