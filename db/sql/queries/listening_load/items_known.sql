-- The number of each staged item, and whether its spelling comes before the one that is there.
select s.number, h.heard_item_id as id,
       (s.name is null, coalesce(s.name, '') collate "C", s.artist is null, coalesce(s.artist, '') collate "C",
        s.album is null, coalesce(s.album, '') collate "C")
       < (h.name is null, coalesce(h.name, '') collate "C", h.artist_name is null,
          coalesce(h.artist_name, '') collate "C", h.album_name is null, coalesce(h.album_name, '') collate "C")
       as is_less
from staged_item s
join core.heard_item h on h.kind = s.kind and h.item_id_spotify = s.id
where s.id is not null
union all
select s.number, h.heard_item_id, false
from staged_item s
join core.heard_item h on h.item_id_spotify is null and h.kind = s.kind and h.name = s.name
                      and h.artist_name is not distinct from s.artist and h.album_name is not distinct from s.album
where s.id is null and s.name is not null
union all
select s.number, h.heard_item_id, false
from staged_item s
join core.heard_item h on h.item_id_spotify is null and h.kind = s.kind and h.name is null
                      and h.artist_name is not distinct from s.artist and h.album_name is not distinct from s.album
where s.id is null and s.name is null
