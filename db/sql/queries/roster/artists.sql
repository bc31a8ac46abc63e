-- Artists with an open card and every name they go by.
select c.artist_id, array_agg(distinct n.name) as names
from app.artist_card c
cross join lateral (
    select a.name from core.artist a where a.artist_id = c.artist_id
    union
    select s.name from core.spotify_account s where s.artist_id = c.artist_id) n
where c.status <> 'archived'
group by c.artist_id
order by c.artist_id
