-- Artists like each followed one by source, nearest first: ten of our own finding with the reason, and whom a provider lists.
create view mart.artist_alike as
select f.artist_id, f.artist, f.label, f.team, s.source, s.place, s.other_artist_id, o.name as other_artist, s.score,
       s.genre_likeness, s.mood_likeness, s.common_listeners, s.reason
from mart.followed_artist f
join mart.similar_artist s on s.artist_id = f.artist_id
join core.artist o on o.artist_id = s.other_artist_id
union all
select f.artist_id, f.artist, f.label, f.team, r.source, r.place::smallint, r.related_artist_id, r.related_name, null, null, null, null,
       'Fans like both, by ' || coalesce(p.name, r.source) || '.'
from mart.followed_artist f
join core.related_artist r on r.artist_id = f.artist_id
left join core.provider p on p.provider = r.source
where r.place <= 10;
