-- Music items by our number, by Spotify's id, or by name.
select h.heard_item_id, coalesce(t.name, h.name) as name, h.artist_name, h.item_id_spotify
from core.heard_item h
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
where h.kind = 'music'
  and (h.item_id_spotify = :name or t.track_id_spotify = :name or lower(h.name) = lower(:name)
       or h.heard_item_id = cast(:number as int))
order by h.item_id_spotify = :name desc nulls last, h.heard_item_id
