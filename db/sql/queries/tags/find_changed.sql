-- Items of the batch whose shares are not what they were; those that have none any more among them.
insert into changed_item
with batch as (
    select heard_item_id from stale_item where place between :first and :last
), known as (
    select 'genre' as kind, t.heard_item_id, g.name, t.share_ppm
    from batch join mart.track_genre t on t.method_id = :method_id and t.heard_item_id = batch.heard_item_id
    join core.genre g on g.genre_id = t.genre_id
    union all
    select 'mood', t.heard_item_id, m.name, t.share_ppm
    from batch join mart.track_mood t on t.method_id = :method_id and t.heard_item_id = batch.heard_item_id
    join core.mood m on m.mood_id = t.mood_id
)
select distinct coalesce(f.heard_item_id, k.heard_item_id)
from found_share f
full join known k
    on k.kind = f.kind and k.heard_item_id = f.heard_item_id and k.name = f.name and k.share_ppm = f.share_ppm
where f.heard_item_id is null or k.heard_item_id is null
