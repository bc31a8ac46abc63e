-- A page of the works without a link that holds.
select * from mart.work
where not is_linked
  and (:words = '' or strpos(lower(artist_name), lower(:words)) > 0 or strpos(lower(title), lower(:words)) > 0
       or isrc = upper(:words))
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by lower(artist_name), lower(title), work_id
limit :most offset :skipped
