-- Charts on the schedule with their newest ranking and what they led to.
create view bi.chart_board as
select s.slug as chart, coalesce(c.name || ' ' || coalesce(c.country_code, 'worldwide'), s.slug) as chart_name,
       coalesce(c.country_code, 'Worldwide') as country, p.name as platform_name,
       bi.platform_logo_html(p.code, p.name) as platform_logo_html, c.frequency, s.is_active,
       r.ranked_at as newest_ranking_at, r.entries, r.entered,
       extract(day from now() - r.ranked_at)::int as days_old, s.daily_call_budget, s.priority
from ops.chart_schedule s
left join core.chart c on c.slug = s.slug
left join core.platform p on p.platform_id = c.platform_id
left join lateral (
    select e.ranked_at, count(*) as entries, count(*) filter (where e.previous_position is null) as entered
    from core.chart_entry e
    where e.chart_id = c.chart_id
      and e.ranked_at = (select max(n.ranked_at) from core.chart_entry n where n.chart_id = c.chart_id)
    group by e.ranked_at) r on true;
