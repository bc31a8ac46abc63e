-- Cards made in the last 90 days, drafts too, with how much of their artists is known.
create view bi.new_card as
select c.card_id, c.artist_id, coalesce(f.artist, c.artist_name) as artist, f.picture_html,
       coalesce(f.artist_link_html, bi.text_html(c.artist_name)) as artist_link_html, c.label, c.team, c.status,
       c.track_count, c.linked_count, c.linked_share, c.sound_count, c.created_by, c.created_at
from mart.artist_card c
left join bi.followed_artist f on f.artist_id = c.artist_id and c.status = 'confirmed'
where c.created_at >= now() - interval '90 days' and c.status <> 'archived';

comment on view bi.new_card is 'Cards made in the last 90 days, drafts too, with how much of their artists is known.';
comment on column bi.new_card.card_id is 'Number of the card.';
comment on column bi.new_card.artist_id is 'Our number of the artist.';
comment on column bi.new_card.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.new_card.picture_html is 'HTML: picture or initials; null before the card is confirmed.';
comment on column bi.new_card.artist_link_html is 'HTML: name, once confirmed a link to the dashboard Artist.';
comment on column bi.new_card.label is 'Label of the card.';
comment on column bi.new_card.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.new_card.status is 'draft or confirmed.';
comment on column bi.new_card.track_count is 'Spotify tracks of the artist.';
comment on column bi.new_card.linked_count is 'Of these, linked to a song that has figures.';
comment on column bi.new_card.linked_share is 'linked_count over track_count; null without tracks.';
comment on column bi.new_card.sound_count is 'TikTok sounds linked to the artist.';
comment on column bi.new_card.created_by is 'Who made the card.';
comment on column bi.new_card.created_at is 'When (UTC).';
