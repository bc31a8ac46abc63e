-- Sounds linked to an artist now, most posts first.
select * from mart.artist_sound
where artist_id = :artist_id
order by post_count desc nulls last, linked_at desc, sound_id_tiktok
