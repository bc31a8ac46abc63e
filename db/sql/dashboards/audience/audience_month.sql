-- The same by calendar month: totals of what may be added, levels of the rest, days tracked of the days gone by.
create view bi.audience_month as
select m.month_on, m.artist_id, m.artist, m.artist_link_html, m.label, m.team, m.is_first, m.platform, m.platform_name, m.platform_logo_html, m.metric,
       m.metric_name, m.metric_kind,
       case m.metric_kind when 'stock' then 'level' when 'rolling' then 'average' else 'adds up' end as kind, m.unit,
       m.track_id, m.sound_id, bi.text_html(coalesce(t.name, s.name, s.sound_id_tiktok)) as part_name_html, m.country, m.total,
       case when m.metric_kind = 'rolling' then m.mean else m.last_value end as level,
       case when m.metric_kind in ('flow', 'counter') then m.peak_amount else m.peak_value end as peak,
       m.days_tracked,
       least(extract(day from m.month_on + interval '1 month - 1 day'), core.today() - m.month_on)::int
           as days_gone
from (
    select date_trunc('month', d.observed_on)::date as month_on, d.artist_id, d.artist, d.label, d.team, d.is_first,
           d.platform, d.platform_name, d.metric, d.metric_name, d.metric_kind, d.unit, d.track_id, d.sound_id, d.country,
           min(d.artist_link_html) as artist_link_html, min(d.platform_logo_html) as platform_logo_html,
           sum(d.amount)::bigint as total, round(avg(d.value))::bigint as mean,
           (array_agg(d.value order by d.observed_on desc))[1] as last_value, max(d.amount) as peak_amount,
           max(d.value) as peak_value, count(*)::int as days_tracked
    from bi.audience_day d
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) m
left join core.track t on t.track_id = m.track_id
left join core.sound s on s.sound_id = m.sound_id;
