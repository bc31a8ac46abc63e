-- Artists with a confirmed card as dashboards name and show them. Whatever people can have typed is escaped in the columns
-- that hold HTML; initials lie behind the picture, for where there is none or it does not load (a browser shows nothing
-- for a picture that fails only as long as its width is left open).
create view mart.followed_artist as
select c.artist_id, n.artist, a.name as artist_name, c.label, c.team, a.image_url,
       '<a href="' || core.artist_page(n.artist) || '" title="Open this artist">'
           || '<span style="position:relative;display:inline-block;width:34px;height:34px;border-radius:50%;'
           || 'overflow:hidden;line-height:34px;text-align:center;color:#fff;font-weight:600;background:'
           || (array['#33658a', '#86608e', '#b0603a', '#4f772d', '#7a5c61', '#2f6f73', '#9b4f5e', '#5f6caf'])[c.artist_id % 8 + 1]
           || '">' || core.escaped(upper(left(a.name, 1) || coalesce(substring(a.name from '\s(\S)'), '')))
           || case when a.image_url ~ '^https?://' then
                  '<img alt="" style="position:absolute;left:50%;top:0;height:34px;transform:translateX(-50%)" src="'
                  || core.escaped(a.image_url) || '"/>' else '' end
           || '</span></a>' as picture,
       '<a href="' || core.artist_page(n.artist) || '" title="Open this artist">' || core.escaped(n.artist) || '</a>'
           as artist_link,
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

comment on view mart.followed_artist is 'Artists with a confirmed card, with picture and link as dashboards show them.';
comment on column mart.followed_artist.artist_id is 'Our number of the artist.';
comment on column mart.followed_artist.artist is 'Name, with our number where two followed artists share it.';
comment on column mart.followed_artist.artist_name is 'Name.';
comment on column mart.followed_artist.label is 'Label of the card.';
comment on column mart.followed_artist.team is 'Team of the card; null where none looks after the artist.';
comment on column mart.followed_artist.image_url is 'Address of the picture; null where none is known.';
comment on column mart.followed_artist.picture is 'HTML: picture or initials, a link to the dashboard Artist.';
comment on column mart.followed_artist.artist_link is 'HTML: name, a link to the dashboard Artist.';
comment on column mart.followed_artist.is_first is 'First by name: whom a dashboard opens with.';
