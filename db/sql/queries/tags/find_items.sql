-- Music heard that is called so, or has this id of Spotify's.
select h.heard_item_id, h.item_id_spotify, h.name, h.artist_name, h.album_name
from core.heard_item h
left join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
where h.kind = 'music'
  and (h.item_id_spotify = :spotify_id or t.track_id_spotify = :spotify_id
       or (cast(:spotify_id as text) is null and lower(:asked) in (lower(h.name), lower(t.name))))
order by h.artist_name, h.album_name, h.heard_item_id
