-- Names to choose from.
select distinct artist_name from mart.card
where status <> 'archived'
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by artist_name limit 500
