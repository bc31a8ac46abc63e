-- Artist cards as they were entered, without what has to be counted: to search and choose by.
create view mart.card as
select c.card_id, c.artist_id, a.name as artist_name, a.artist_id_spotify, a.image_url, c.status, c.label, c.team,
       c.created_by, c.created_at
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id;

comment on view mart.card is
    'Artist cards as they were entered, archived ones too; mart.artist_card has what is known of the artists beside.';
comment on column mart.card.card_id is 'Number of the card.';
comment on column mart.card.artist_id is 'Our number of the artist.';
comment on column mart.card.artist_name is 'Artist.';
comment on column mart.card.artist_id_spotify is 'Spotify''s id of the artist; null where unknown.';
comment on column mart.card.image_url is 'Picture of the artist; null where unknown.';
comment on column mart.card.status is 'draft, confirmed or archived.';
comment on column mart.card.label is 'Label the artist is with.';
comment on column mart.card.team is 'Team that looks after the artist; null where none does.';
comment on column mart.card.created_by is 'Who made it.';
comment on column mart.card.created_at is 'Made at (UTC).';
