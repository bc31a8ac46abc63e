-- Followed artists with their sounds and the suggestions that wait, those with most to decide first.
select c.artist_id, c.artist_name, c.image_url, c.label, c.team, c.status, coalesce(s.waiting, 0) as waiting,
       (select count(*) from mart.artist_sound l where l.artist_id = c.artist_id) as sounds
from mart.card c
left join (select artist_id, count(*) as waiting from mart.sound_suggestion
           where state = 'waiting' group by artist_id) s on s.artist_id = c.artist_id
where c.status <> 'archived' and (:words = '' or strpos(lower(c.artist_name), lower(:words)) > 0)
  and (cast(:labels as text[]) is null or c.label = any (:labels))
  and (cast(:teams as text[]) is null or c.team = any (:teams))
order by coalesce(s.waiting, 0) desc, lower(c.artist_name), c.artist_id
limit :most offset :skipped
