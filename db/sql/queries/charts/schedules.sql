select s.*, c.chart_id, c.name as chart_name
from ops.chart_schedule s
left join core.chart c on c.slug = s.slug
where cast(:slug as text) is null or s.slug = :slug
order by s.priority desc, s.slug
