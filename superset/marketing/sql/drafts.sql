-- Drafts that wait for somebody to confirm them, the newest first.
select card_id, artist_name, image_url, label, team, created_by, created_at
from mart.card
where status = 'draft'
order by created_at desc limit 20
