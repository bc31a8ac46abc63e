-- Genres of each track by the current method, in words.
create view mart.track_genre_current as
select t.heard_item_id, coalesce(c.name, h.name) as track_name, h.artist_name, g.name as genre,
       t.share_ppm * 0.000001 as share, t.share_ppm, m.method_version
from mart.track_genre t
join core.method m on m.method_id = t.method_id and m.is_current
join core.genre g on g.genre_id = t.genre_id
join core.heard_item h on h.heard_item_id = t.heard_item_id
left join core.catalog_track c on c.catalog_track_id = h.catalog_track_id;
