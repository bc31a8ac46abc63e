-- What a parameter of a flow may be, in the order in which a form offers it: charts and users by name, weeks from the
-- newest that is over.
select parameter, choice
from (select 'chart' as parameter, s.slug as choice, null::date as day from ops.chart_schedule s
      union all
      select 'user', u.name, null from core.listening_user u
      union all
      select distinct 'week', l.week_on::text, l.week_on
      from mart.label_week l join mart.newest_week k on k.metric_id = l.metric_id and l.week_on <= k.week_on) as offered
order by parameter, day desc, choice
