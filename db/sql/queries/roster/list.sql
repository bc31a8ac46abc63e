-- Cards, open ones first.
select card_id, artist_name, status, label, team, track_count as tracks, linked_count as linked, song_count as songs,
       sound_count as sounds
from mart.artist_card
where cast(:status as text) is null or status = :status
order by status = 'archived', artist_name, card_id
