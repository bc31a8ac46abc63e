-- Spotify ids that work waits for, the most important first.
select h.item_id_spotify
from ops.work w
join core.heard_item h on h.heard_item_id = w.entity_id
where w.kind = 'spotify_track' and w.state in ('pending', 'leased', 'retry') and h.item_id_spotify is not null
  and not h.item_id_spotify = any(:known)
order by w.state = 'leased' desc, w.priority desc, w.work_id
limit :most
