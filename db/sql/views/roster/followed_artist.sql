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

comment on view mart.followed_artist is 'Artists with a confirmed card.';
comment on column mart.followed_artist.artist_id is 'Our number of the artist.';
comment on column mart.followed_artist.artist is 'Name, with our number where two followed artists share it.';
comment on column mart.followed_artist.artist_name is 'Name.';
comment on column mart.followed_artist.label is 'Label of the card.';
comment on column mart.followed_artist.team is 'Team of the card; null where none looks after the artist.';
comment on column mart.followed_artist.image_url is 'Address of the picture; null where none is known.';
comment on column mart.followed_artist.is_first is 'First by name: whom a dashboard opens with.';
