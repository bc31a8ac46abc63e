-- Artists by our numbers, those of the log-in's labels and teams where it is limited.
select a.artist_id, a.artist_name, a.image_url, a.has_provider_id, a.artist_source
from mart.artist a
where a.artist_id = any (cast(:artists as bigint[]))
  and (cast(:labels as text[]) is null and cast(:teams as text[]) is null or exists (
      select from mart.card k
      where k.artist_id = a.artist_id and k.status <> 'archived'
        and (cast(:labels as text[]) is null or k.label = any (:labels))
        and (cast(:teams as text[]) is null or k.team = any (:teams))))
order by array_position(cast(:artists as bigint[]), a.artist_id)
