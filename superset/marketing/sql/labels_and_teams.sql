-- Labels and teams of the open cards.
select distinct label, team from mart.card 
where status <> 'archived'
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
