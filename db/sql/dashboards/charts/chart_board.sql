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

comment on view bi.chart_board is 'Charts on the schedule with their newest ranking.';
comment on column bi.chart_board.chart is 'Short name of the chart.';
comment on column bi.chart_board.chart_name is 'Name and country of the chart.';
comment on column bi.chart_board.country is 'Country, or Worldwide.';
comment on column bi.chart_board.platform_name is 'Platform whose chart it is; null before it is first read.';
comment on column bi.chart_board.platform_logo_html is 'HTML: small picture of the platform; null before the chart is first read.';
comment on column bi.chart_board.frequency is 'How often it comes out; null before it is first read.';
comment on column bi.chart_board.is_active is 'Switched on.';
comment on column bi.chart_board.newest_ranking_at is 'Date and hour of the newest ranking read; null when none was.';
comment on column bi.chart_board.entries is 'Entries of that ranking.';
comment on column bi.chart_board.entered is 'Of these, not on the ranking before.';
comment on column bi.chart_board.days_old is 'Whole days since that ranking.';
comment on column bi.chart_board.daily_call_budget is 'Calls a day for what the chart leads to; null for no limit.';
comment on column bi.chart_board.priority is 'Higher is fetched first.';
