-- A page of the cards that are searched for, open ones unless archived ones are asked for.
select c.* from mart.artist_card c
where c.card_id = any (array(
    select k.card_id from mart.card k
    where (cast(:status as text) is null and k.status <> 'archived' or k.status = :status)
      and (cast(:label as text) is null or k.label = :label)
      and (cast(:labels as text[]) is null or k.label = any (:labels))
      and (cast(:teams as text[]) is null or k.team = any (:teams))
      and (:words = '' or strpos(lower(k.artist_name), lower(:words)) > 0 or k.artist_id_spotify = :words)
    order by lower(k.artist_name), k.card_id
    limit :most offset :skipped))
order by lower(c.artist_name), c.card_id
