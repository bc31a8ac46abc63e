-- Locked in the order of numbers first; what another load has meanwhile made smaller still is left.
with least as (
    select distinct on (s.kind, s.id) s.kind, s.id, s.name, s.artist, s.album
    from staged_item s
    where s.number = any(cast(:numbers as integer[]))
    order by s.kind, s.id, s.name is null, s.name collate "C", s.artist is null, s.artist collate "C",
             s.album is null, s.album collate "C"
), locked as (
    select h.heard_item_id, h.name as old_name, h.artist_name as old_artist, h.album_name as old_album,
           s.name, s.artist, s.album
    from least s
    join core.heard_item h on h.kind = s.kind and h.item_id_spotify = s.id
    where (s.name, s.artist, s.album) is distinct from (h.name, h.artist_name, h.album_name)
    order by h.heard_item_id
    for update of h
)
update core.heard_item h
set name = l.name, artist_name = l.artist, album_name = l.album, loaded_at = now()
from locked l
where h.heard_item_id = l.heard_item_id
  and (l.name is null, coalesce(l.name, '') collate "C", l.artist is null, coalesce(l.artist, '') collate "C",
       l.album is null, coalesce(l.album, '') collate "C")
      < (l.old_name is null, coalesce(l.old_name, '') collate "C", l.old_artist is null,
         coalesce(l.old_artist, '') collate "C", l.old_album is null, coalesce(l.old_album, '') collate "C")
