-- Tracks proposed for works that wait for a person, the likeliest first. What is linked since waits no longer.
create view mart.work_suggestion as
select g.suggestion_id, g.work_id, w.artist_id, a.name as artist_name, c.label, c.team, w.title, w.credit_name, w.isrc,
       w.album, w.duration_ms, g.track_id_spotify, 'https://open.spotify.com/track/' || g.track_id_spotify as track_url,
       t.title as track_title, array_to_string(t.artist_names, ', ') as track_artists, t.album as track_album,
       t.isrc as track_isrc, t.duration_ms as track_duration_ms, g.score, array_to_string(g.reasons, '; ') as reasons,
       g.suggested_at
from app.work_suggestion g
join core.work w on w.work_id = g.work_id and w.retired_at is null
join core.artist a on a.artist_id = w.artist_id
left join app.artist_card c on c.artist_id = w.artist_id and c.status <> 'archived'
left join core.work_candidate t on t.work_id = g.work_id and t.track_id_spotify = g.track_id_spotify
where g.state = 'waiting'
  and not exists (select from core.work_link l where l.work_id = g.work_id and l.known_until is null and l.state = 'live')
order by g.score desc, g.suggestion_id;
