-- How many actions are in each state.
select a.state, count(*) as actions
from mart.action a
where (cast(:labels as text[]) is null or a.label = any (:labels)) and (cast(:teams as text[]) is null or a.team = any (:teams))
group by a.state
