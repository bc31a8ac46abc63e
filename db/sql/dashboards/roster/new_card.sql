-- Cards made in the last 90 days, drafts too, with how much of their artists is known.
create view bi.new_card as
select c.card_id, c.artist_id, coalesce(f.artist, c.artist_name) as artist, f.picture_html,
       coalesce(f.artist_link_html, bi.text_html(c.artist_name)) as artist_link_html, c.label, c.team, c.status,
       c.track_count, c.linked_count, c.linked_share, c.sound_count, c.created_by, c.created_at
from mart.artist_card c
left join bi.followed_artist f on f.artist_id = c.artist_id and c.status = 'confirmed'
where c.created_at >= now() - interval '90 days' and c.status <> 'archived';
