-- Sounds with anything to be known by.
select sound_id, coalesce(name, '') as name, coalesce(author, '') as author, spotify_track_id
from core.sound
where name <> '' or author <> '' or spotify_track_id is not null
order by sound_id
