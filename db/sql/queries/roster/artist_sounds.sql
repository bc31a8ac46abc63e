-- Sounds linked now, of one artist or of all, with the newest count of posts.
select artist_name, sound_id_tiktok, sound_name, author, track_name, post_count, linked_by,
       date_trunc('second', linked_at) as since
from mart.artist_sound
where cast(:artist_id as bigint) is null or artist_id = :artist_id
order by artist_name, linked_at, sound_id_tiktok
