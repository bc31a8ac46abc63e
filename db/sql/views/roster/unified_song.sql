-- Unified songs a Spotify track can be linked to, with how many are.
create view mart.unified_song as
select t.song_id_luminate, t.track_id, t.name as song_name, t.credit_name, t.isrc, t.release_on,
       (select count(*) from core.song_link l
        where l.track_id = t.track_id and l.known_until is null
          and (l.method = 'override'
               or not exists (select from core.song_link o
                              where o.spotify_track_id = l.spotify_track_id and o.method = 'override'
                                and o.known_until is null))) as linked_count
from core.track t
where t.song_id_luminate is not null;
