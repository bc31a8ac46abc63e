-- Drafts that wait for somebody to confirm them, the newest first.
select card_id, artist_name, image_url, label, team, created_by, created_at
from mart.card
where status = 'draft'
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by created_at desc limit 20
