-- The songs of staged links, entered if new, and for each Spotify track its song and the vendor's link as it stands.
insert into core.track (song_id_luminate, name, credit_name, loaded_at)
select distinct v.song_id, 'Luminate song ' || v.song_id, '', timestamptz 'epoch'
from delivered_link v
where not exists (select from core.track t where t.song_id_luminate = v.song_id)
order by v.song_id;

drop table if exists delivered_given_link, delivered_version;
create temporary table delivered_given_link on commit drop as
select distinct on (v.spotify_track_id)
       v.spotify_track_id, t.track_id, l.link_id, l.track_id as old_track_id, l.known_from
from delivered_link v
join core.track t on t.song_id_luminate = v.song_id
left join core.song_link l on l.spotify_track_id = v.spotify_track_id and l.method = 'vendor' and l.known_until is null
order by v.spotify_track_id, v.line desc
