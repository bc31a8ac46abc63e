-- Genres of each track by the current method, in words.
create view mart.track_genre_current as
select t.heard_item_id, coalesce(c.name, h.name) as track_name, h.artist_name, g.name as genre,
       t.share_ppm * 0.000001 as share, t.share_ppm, m.method_version
from mart.track_genre t
join core.method m on m.method_id = t.method_id and m.is_current
join core.genre g on g.genre_id = t.genre_id
join core.heard_item h on h.heard_item_id = t.heard_item_id
left join core.catalog_track c on c.catalog_track_id = h.catalog_track_id;

comment on view mart.track_genre_current is 'Genre distribution of each track by the current method; a track without evidence is not here.';
comment on column mart.track_genre_current.heard_item_id is 'Our number of the track.';
comment on column mart.track_genre_current.track_name is 'Title.';
comment on column mart.track_genre_current.artist_name is 'Album artist as the export has it.';
comment on column mart.track_genre_current.genre is 'Genre.';
comment on column mart.track_genre_current.share is 'Part of the track, 0 to 1; over its genres exactly 1.';
comment on column mart.track_genre_current.share_ppm is 'The same in millionths.';
comment on column mart.track_genre_current.method_version is 'Method it was found by.';
