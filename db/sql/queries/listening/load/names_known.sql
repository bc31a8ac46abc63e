-- The number of each staged item that has names alone; a name or an artist that is missing equals a missing one.
select s.number, h.heard_item_id as id, 0 as is_less
from staged_item s
cross join lateral (
    select h.heard_item_id
    from core.heard_item h
    where h.item_id_spotify is null and h.kind = s.kind and h.name = s.name
      and h.artist_name is not distinct from s.artist and h.album_name is not distinct from s.album
    limit 1
) h
where s.number = any(cast(:numbers as integer[])) and s.name is not null
union all
select s.number, h.heard_item_id, 0
from staged_item s
cross join lateral (
    select h.heard_item_id
    from core.heard_item h
    where h.item_id_spotify is null and h.kind = s.kind and h.name is null
      and h.artist_name is not distinct from s.artist and h.album_name is not distinct from s.album
    limit 1
) h
where s.number = any(cast(:numbers as integer[])) and s.name is null
