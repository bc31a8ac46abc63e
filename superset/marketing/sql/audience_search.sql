-- Artists whose name holds what is typed: names that begin with it first, followed artists before others.
select a.artist_id, a.artist_name, a.image_url, a.has_provider_id, a.artist_source, k.label
from mart.artist a
left join lateral (
    select c.label from mart.card c where c.artist_id = a.artist_id and c.status <> 'archived'
      and (cast(:labels as text[]) is null or c.label = any (:labels))
      and (cast(:teams as text[]) is null or c.team = any (:teams))
    limit 1) k on true
where strpos(lower(a.artist_name), lower(:words)) > 0
  and (k.label is not null or cast(:labels as text[]) is null and cast(:teams as text[]) is null)
order by strpos(lower(a.artist_name), lower(:words)) > 1, k.label is null, lower(a.artist_name), a.artist_id
limit :most
