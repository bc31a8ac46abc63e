-- Links of works to Spotify tracks that hold now, with how sure they are and what the last check found.
create view mart.work_link as
select l.link_id, l.work_id, w.artist_id, a.name as artist_name, c.label, c.team, w.title, w.isrc, l.track_id_spotify,
       'https://open.spotify.com/track/' || l.track_id_spotify as track_url, l.album, l.confidence, l.score,
       array_to_string(l.reasons, '; ') as reasons, l.method_version, l.linked_by, l.state, l.state_reason, l.checked_at,
       l.known_from as linked_at
from core.work_link l
join core.work w on w.work_id = l.work_id and w.retired_at is null
join core.artist a on a.artist_id = w.artist_id
left join app.artist_card c on c.artist_id = w.artist_id and c.status <> 'archived'
where l.known_until is null;
