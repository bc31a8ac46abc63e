-- Artist cards as they were entered, without what has to be counted: to search and choose by.
create view mart.card as
select c.card_id, c.artist_id, a.name as artist_name, a.artist_id_spotify, a.image_url, c.status, c.label, c.team,
       c.created_by, c.created_at
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id;
