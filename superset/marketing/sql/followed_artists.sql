-- Followed artists, to choose one of.
select artist_id, artist_name, label
from mart.card
where status <> 'archived'
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by lower(artist_name), artist_id
