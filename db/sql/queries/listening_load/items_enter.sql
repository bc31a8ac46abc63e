-- In the order of keys, so that two loads never wait for each other in a circle. Of several spellings the first.
with by_id as (
    insert into core.heard_item (kind, item_id_spotify, name, artist_name, album_name)
    select distinct on (s.kind, s.id) s.kind, s.id, s.name, s.artist, s.album
    from staged_item s
    where s.id is not null
      and not exists (select from core.heard_item h where h.kind = s.kind and h.item_id_spotify = s.id)
    order by s.kind, s.id, s.name is null, s.name collate "C", s.artist is null, s.artist collate "C",
             s.album is null, s.album collate "C"
    on conflict do nothing
)
insert into core.heard_item (kind, name, artist_name, album_name)
select distinct s.kind, s.name, s.artist, s.album
from staged_item s
where s.id is null
order by s.kind, s.name, s.artist, s.album
on conflict do nothing
