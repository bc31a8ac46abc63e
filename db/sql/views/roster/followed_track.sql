-- Tracks of followed artists, each once for each artist: as linked now, and as credited.
create view mart.followed_track as
select f.artist_id, f.artist, f.label, f.team, s.track_id
from mart.followed_artist f
join mart.artist_song s on s.artist_id = f.artist_id
union
select f.artist_id, f.artist, f.label, f.team, t.track_id
from mart.followed_artist f
join mart.artist_track t on t.artist_id = f.artist_id;
