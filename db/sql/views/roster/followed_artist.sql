-- Artists with a confirmed card, under a name that is theirs alone.
create view mart.followed_artist as
select c.artist_id, n.artist, a.name as artist_name, c.label, c.team, a.image_url,
       a.name = (select min(b.name) from app.artist_card o join core.artist b on b.artist_id = o.artist_id
                 where o.status = 'confirmed') as is_first
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id
-- two artists of one name are told apart by our number
cross join lateral (
    select case when a.name in (
        select b.name from app.artist_card o
        join core.artist b on b.artist_id = o.artist_id
        where o.status = 'confirmed'
        group by b.name having count(*) > 1
    ) then a.name || ' (' || a.artist_id || ')' else a.name end as artist) n
where c.status = 'confirmed';
