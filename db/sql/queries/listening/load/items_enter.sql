-- In the order of keys, so that two loads never wait for each other in a circle. Of several spellings the first.
insert into core.heard_item (kind, item_id_spotify, name, artist_name, album_name)
select distinct on (s.kind collate "C", s.id collate "C") s.kind, s.id, s.name, s.artist, s.album
from staged_item s
where s.number = any(cast(:numbers as integer[]))
order by s.kind collate "C", s.id collate "C", s.name is null, s.name collate "C", s.artist is null,
         s.artist collate "C", s.album is null, s.album collate "C"
on conflict do nothing
