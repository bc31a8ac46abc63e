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

comment on view mart.unified_song is 'Luminate''s unified songs, with how many Spotify tracks are linked to each now.';
comment on column mart.unified_song.song_id_luminate is 'Luminate''s number of the song.';
comment on column mart.unified_song.track_id is 'Our number of the track that carries it.';
comment on column mart.unified_song.song_name is 'Title.';
comment on column mart.unified_song.credit_name is 'Credit line as the provider prints it.';
comment on column mart.unified_song.isrc is 'ISRC; null where unknown.';
comment on column mart.unified_song.release_on is 'First release day; null where unknown.';
comment on column mart.unified_song.linked_count is 'Spotify tracks linked to it now.';
