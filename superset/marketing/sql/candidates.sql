-- Unified songs a track may be: of the same ISRC, then by what is searched for, in the title or the credits.
select song_id_luminate, song_name, credit_name, isrc, release_on, linked_count
from mart.unified_song
where isrc = :isrc
   or :words <> '' and (strpos(lower(song_name), lower(:words)) > 0 or strpos(lower(credit_name), lower(:words)) > 0)
order by isrc is not distinct from cast(:isrc as text) desc, lower(song_name) = lower(:words) desc, lower(song_name),
         song_id_luminate
limit 12
