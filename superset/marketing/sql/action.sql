-- One action with what became of it.
select a.*, k.kind
from mart.action a
join bi.action_name k on k.rule = a.rule
where a.action_id = :action_id
  and (cast(:labels as text[]) is null or a.label = any (:labels)) and (cast(:teams as text[]) is null or a.team = any (:teams))
