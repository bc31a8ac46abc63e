-- Every metric with the newest week of it that is over; null without figures
select m.code, m.entity_kind, n.week_on
from core.metric m left join mart.newest_week n on n.metric_id = m.metric_id
where m.metric_kind <> 'weekly'
order by m.code
