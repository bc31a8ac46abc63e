-- Suggested sounds of an artist that wait, the likeliest first.
select * from mart.sound_suggestion s
where s.artist_id = :artist_id and s.state = 'waiting'
order by s.score desc, s.suggestion_id
limit 50
