-- A known chart is given its own number, so that only a new one draws from the sequence.
insert into core.chart
    (chart_id, slug, name, platform_id, frequency, country_code, city_name, positions, metric_type, web_url)
overriding system value
select coalesce(known.chart_id, nextval(pg_get_serial_sequence('core.chart', 'chart_id'))), :slug, :name, p.platform_id,
       :frequency, nullif(:country_code, ''), nullif(:city_name, ''), :positions, :metric_type, :web_url
from core.platform p
left join core.chart known on known.slug = :slug
where p.code = :platform
on conflict (slug) do update
set name = excluded.name, platform_id = excluded.platform_id, frequency = excluded.frequency,
    country_code = excluded.country_code, city_name = excluded.city_name, positions = excluded.positions,
    metric_type = excluded.metric_type, web_url = excluded.web_url, loaded_at = now()
where (core.chart.name, core.chart.platform_id, core.chart.frequency, core.chart.country_code, core.chart.city_name,
       core.chart.positions, core.chart.metric_type, core.chart.web_url)
      is distinct from
      (excluded.name, excluded.platform_id, excluded.frequency, excluded.country_code, excluded.city_name,
       excluded.positions, excluded.metric_type, excluded.web_url)
