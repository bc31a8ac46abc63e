-- Ten artists like each followed one by source, with the reason, and whether they are followed too.
create view mart.artist_alike as
select f.artist_id, f.artist, f.label, f.team, s.source, s.place, s.other_artist_id, o.name as other_artist, s.score,
       s.genre_likeness, s.mood_likeness, s.common_listeners, s.reason
from mart.followed_artist f
join mart.similar_artist s on s.artist_id = f.artist_id
join core.artist o on o.artist_id = s.other_artist_id;
