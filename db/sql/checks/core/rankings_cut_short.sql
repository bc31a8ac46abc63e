-- warn: The newest ranking of a chart has less than half the places of the one before it.
select c.slug, l.ranked_at, l.places, l.places_before
from core.chart c
cross join lateral (
    select n.ranked_at, count(*) as places, lead(count(*)) over (order by n.ranked_at desc) as places_before
    from core.chart_entry n
    where n.chart_id = c.chart_id
      and n.ranked_at >= (select max(e.ranked_at) from core.chart_entry e where e.chart_id = c.chart_id) - interval '35 days'
    group by n.ranked_at
    order by n.ranked_at desc
    limit 1) l
where l.places < l.places_before / 2.0
