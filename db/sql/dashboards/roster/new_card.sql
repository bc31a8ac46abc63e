-- Cards made in the last 90 days, drafts too, with how much of their artists is known. What is shown of an artist is worked out
-- for the rows that are shown alone.
create view bi.new_card as
select c.card_id, c.artist_id,
       coalesce((select f.artist from mart.followed_artist f where f.artist_id = c.artist_id and c.status = 'confirmed'),
                c.artist_name) as artist,
       (select f.picture_html from bi.followed_artist f where f.artist_id = c.artist_id and c.status = 'confirmed')
           as picture_html,
       coalesce((select f.artist_link_html from bi.followed_artist f where f.artist_id = c.artist_id and c.status = 'confirmed'),
                bi.text_html(c.artist_name)) as artist_link_html, c.label, c.team, c.status,
       c.track_count, c.linked_count, c.linked_share, c.sound_count, c.created_by, c.created_at
from mart.artist_card c
where c.created_at >= now() - interval '90 days' and c.status <> 'archived';
