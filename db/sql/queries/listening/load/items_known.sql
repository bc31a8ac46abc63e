-- The number of each staged item that is there, and whether the staged spelling comes before its own. Looked up one
-- by one: whatever the planner thinks, few are staged and very many are there.
select s.number, h.heard_item_id as id, h.is_less
from staged_item s
cross join lateral (
    select h.heard_item_id,
           cast((s.name is null, coalesce(s.name, '') collate "C", s.artist is null, coalesce(s.artist, '') collate "C",
            s.album is null, coalesce(s.album, '') collate "C")
           < (h.name is null, coalesce(h.name, '') collate "C", h.artist_name is null,
              coalesce(h.artist_name, '') collate "C", h.album_name is null, coalesce(h.album_name, '') collate "C") as integer)
           as is_less
    from core.heard_item h
    where h.kind = s.kind and h.item_id_spotify = s.id
    limit 1
) h
where s.number = any(cast(:numbers as integer[]))
