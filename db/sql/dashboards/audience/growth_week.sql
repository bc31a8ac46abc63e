-- The same levels week by week, as far back as they were read: a week has the last reading on or before its Thursday, at
-- most 3 days older, or none. A week shows once its Thursday is read or past in the readings.
create view bi.growth_week as
select g.week_on, f.artist_id, f.artist, f.label, f.team, f.is_first, p.code as platform, p.name as platform_name,
       m.code as metric, m.name as metric_name, m.metric_kind, m.unit, g.read_on, g.value,
       g.value - g.week_before as week_change,
       (g.value - g.week_before)::double precision / nullif(g.week_before, 0) as week_share,
       g.value - g.four_weeks_before as four_weeks_change,
       (g.value - g.four_weeks_before)::double precision / nullif(g.four_weeks_before, 0) as four_weeks_share,
       bi.growth_html(
           g.value, g.week_before, g.week_before_on, g.read_on - g.week_before_on, 7,
           case when g.value is null then 'no reading' when g.weeks_gone < 1 then 'needs 1 more week'
                else 'no reading a week before' end) as week_change_html,
       bi.growth_html(
           g.value, g.four_weeks_before, g.four_weeks_before_on, g.read_on - g.four_weeks_before_on, 28,
           case when g.value is null then 'no reading' when g.weeks_gone = 3 then 'needs 1 more week'
                when g.weeks_gone < 3 then 'needs ' || 4 - g.weeks_gone || ' more weeks'
                else 'no reading 4 weeks before' end) as four_weeks_change_html
from mart.followed_artist f
cross join lateral (
    select s.metric_id, d.day::date as week_on, (d.day::date - core.week_on(e.first_on)) / 7 as weeks_gone,
           q.observed_on as read_on, q.value,
           lag(q.value) over one_series as week_before, lag(q.observed_on) over one_series as week_before_on,
           lag(q.value, 4) over one_series as four_weeks_before,
           lag(q.observed_on, 4) over one_series as four_weeks_before_on
    from core.audience_series s
    join core.metric m
      on m.metric_id = s.metric_id and m.entity_kind = 'artist' and m.metric_kind in ('stock', 'rolling') and m.unit <> 'points'
    cross join lateral (
        select min(observed_on) as first_on, max(observed_on) as last_on
        from core.audience_point where series_id = s.series_id) e
    cross join lateral generate_series(
        core.week_on(e.first_on)::timestamp, core.week_on(e.last_on - 6)::timestamp, interval '7 days') as d (day)
    left join lateral (
        select observed_on, value from core.audience_point
        where series_id = s.series_id and observed_on between d.day::date + 3 and d.day::date + 6
        order by observed_on desc limit 1) q on true
    where s.artist_id = f.artist_id and s.country_code is null
    window one_series as (partition by s.series_id order by d.day)
) g
join core.metric m on m.metric_id = g.metric_id
join core.platform p on p.platform_id = m.platform_id;
