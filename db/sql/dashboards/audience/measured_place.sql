-- Platforms and countries there are figures of, for the filters of dashboards.
create view bi.measured_place as
select distinct p.name as platform_name, coalesce(e.country_code, 'Worldwide') as country
from core.audience_series e
join core.metric m on m.metric_id = e.metric_id and m.metric_kind <> 'weekly'
join core.platform p on p.platform_id = m.platform_id;
