-- Countries whose charts are fetched: those an audience can be asked for.
create view mart.active_country as
select distinct c.country_code
from ops.chart_schedule s
join core.chart c on c.slug = s.slug
where s.is_active and c.country_code is not null;
