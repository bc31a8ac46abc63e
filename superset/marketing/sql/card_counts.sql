-- How many cards of each status there are.
select status, count(*) as cards from mart.card
where (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
group by status
