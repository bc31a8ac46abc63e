insert into core.heard_item (kind, name, artist_name, album_name)
select distinct s.kind collate "C", s.name collate "C", s.artist collate "C", s.album collate "C"
from staged_item s
where s.number = any(cast(:numbers as integer[]))
order by 1, 2, 3, 4
on conflict do nothing
