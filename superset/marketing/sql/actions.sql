-- Actions searched for, those that matter most first; open ones unless another state is asked for.
select a.*, k.kind
from mart.action a
join bi.action_name k on k.rule = a.rule
where (:words = '' or strpos(lower(a.artist), lower(:words)) > 0 or strpos(lower(a.title), lower(:words)) > 0)
  and case when :state = '' then a.state in ('open', 'doing') else a.state = :state end
  and (:kind = '' or k.kind = :kind)
  and (cast(:labels as text[]) is null or a.label = any (:labels))
  and (cast(:teams as text[]) is null or a.team = any (:teams))
order by a.state = 'doing' desc, a.weight desc, a.action_id
limit :most offset :skipped
