-- Whom fans of followed artists also like, the nearest first, and which of them the label follows too.
create view mart.related_artist as
select f.artist_id, f.artist, f.label, f.team, r.place, r.related_name, r.related_artist_id,
       exists (select from mart.followed_artist o where o.artist_id = r.related_artist_id) as is_followed, r.read_on, r.source
from mart.followed_artist f
join core.related_artist r on r.artist_id = f.artist_id;
