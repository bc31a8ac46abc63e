-- How much of each artist's catalogue is linked, those with the most to do first.
select * from mart.work_coverage
where (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by short_count desc, lower(artist_name), artist_id
