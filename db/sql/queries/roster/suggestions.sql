-- The queue in one state, the likeliest first.
select suggestion_id, artist_name, sound_id_tiktok, sound_name, author, track_name, round(cast(v.score as numeric), 2) as score,
       evidence, post_count, decided_by
from mart.sound_suggestion v
where state = :state and (cast(:artist_id as bigint) is null or artist_id = :artist_id)
order by v.score desc, suggestion_id
limit :most
