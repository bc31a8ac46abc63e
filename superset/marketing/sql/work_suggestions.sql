-- Tracks proposed for works, the likeliest first.
select * from mart.work_suggestion
where (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
order by score desc, suggestion_id
limit 100
