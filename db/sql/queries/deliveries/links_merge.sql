-- Links of a load that arrived last: one that differs closes the known one and opens another.
update core.song_link l
set known_until = :arrived_at
from delivered_given_link g
where l.link_id = g.link_id and g.old_track_id <> g.track_id;

insert into core.song_link (spotify_track_id, track_id, method, load_id, known_from)
select spotify_track_id, track_id, 'vendor', :load_id, :arrived_at
from delivered_given_link where old_track_id is distinct from track_id
order by spotify_track_id;

create temporary table delivered_version on commit drop as
select spotify_track_id from delivered_given_link where old_track_id is distinct from track_id
