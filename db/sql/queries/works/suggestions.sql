select s.suggestion_id, s.artist_name, s.title, s.track_title, s.track_artists, s.track_album,
       round(s.score::numeric, 2) as score, s.reasons, s.track_url
from mart.work_suggestion s
where cast(:artist_id as bigint) is null or s.artist_id = :artist_id
order by s.score desc, s.suggestion_id
