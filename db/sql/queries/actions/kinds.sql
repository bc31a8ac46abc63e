-- Effects of what was done, by kind and measure.
select a.rule, o.measure, array_agg(o.effect order by a.action_id) filter (where o.effect is not null) as effects,
       count(*) filter (where o.effect is null) as not_told
from mart.action_outcome o
join app.action_item a on a.action_id = o.action_id and a.state = 'done'
group by a.rule, o.measure
order by a.rule, o.measure
