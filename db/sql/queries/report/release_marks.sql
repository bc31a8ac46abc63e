-- Weeks in which songs of some artists came out
select s.artist_id, u.release_on, min(u.song_name) as song
from mart.artist_song s
join mart.unified_song u on u.track_id = s.track_id
where s.artist_id = any(:artists) and u.release_on between :first_week and cast(:week as date) + 6
group by s.artist_id, u.release_on
order by s.artist_id, u.release_on;
