-- Caveats of the week, counted: figures concerned and the tracks or artists they belong to
select caveat, entity_kind, count(*) as figures, count(distinct entity_id) as entities,
       string_agg(distinct metric_name, ', ' order by metric_name) as metric_names
from mart.week_caveat
where week_on = :week
group by caveat, entity_kind
order by caveat, entity_kind desc;
