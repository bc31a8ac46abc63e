-- Levels of followed artists (followers, monthly listeners, ...) as last read, against 7 and 28 days earlier. A day's
-- reading is the last one on or before it, at most 3 days older; the day is the newest one the metric was read of anybody.
-- Each is looked up by index, never found by reading years. Nothing is filled in: what can't be told is said in words.
-- What tells metrics apart partitions the newest days, so that who asks for one metric has one looked up.
create view bi.artist_growth as
select f.artist_id, f.artist, f.picture_html, f.artist_link_html, f.label, f.team, r.platform, r.platform_name,
       bi.platform_logo_html(r.platform, r.platform_name) as platform_logo_html, r.metric, r.metric_name,
       r.metric_kind, r.unit, r.newest_on, r.read_on, r.value, r.value - r.week_before as week_change,
       (r.value - r.week_before)::double precision / nullif(r.week_before, 0) as week_share,
       r.value - r.four_weeks_before as four_weeks_change,
       (r.value - r.four_weeks_before)::double precision / nullif(r.four_weeks_before, 0) as four_weeks_share,
       h.weeks_needed, g.percentile_share,
       case when r.last_on is null then 'no reading yet'
            when r.value is null then 'no reading since ' || r.last_on
            when r.four_weeks_before is null and h.weeks_needed = 1 then 'needs 1 more week'
            when r.four_weeks_before is null and h.weeks_needed > 1 then 'needs ' || h.weeks_needed || ' more weeks'
            when r.four_weeks_before is null then 'no reading near ' || r.read_on - 28
            when r.value > r.four_weeks_before then '▲ growing'
            when r.value < r.four_weeks_before then '▼ falling' else 'unchanged' end as state,
       case when r.value is null then 4 when r.four_weeks_before is null then 3 when g.percentile_share is null then 2 else 1 end as weight,
       case when r.value is null
            then '<span data-sort="" class="gs-quiet">'
                 || case when r.last_on is null then 'no reading yet' else 'no reading since ' || r.last_on end
            else '<span data-sort="' || lpad(r.value::text, 15, '0') || '" title="read on ' || r.read_on || '">'
                 || to_char(r.value, 'FM999,999,999,999,990') end || '</span>' as value_html,
       bi.growth_html(
           r.value, r.week_before, r.week_before_on, r.read_on - r.week_before_on, 7,
           case when r.value is null then 'no reading' when h.first_on > r.read_on - 7 then 'needs 1 more week'
                else 'no reading near ' || r.read_on - 7 end) as week_change_html,
       bi.growth_html(
           r.value, r.four_weeks_before, r.four_weeks_before_on, r.read_on - r.four_weeks_before_on, 28,
           case when r.value is null then 'no reading' when h.weeks_needed = 1 then 'needs 1 more week'
                when h.weeks_needed > 1 then 'needs ' || h.weeks_needed || ' more weeks'
                else 'no reading near ' || r.read_on - 28 end) as four_weeks_change_html
from (
    select l.*, case when l.last_on >= l.newest_on - 3 then l.last_on end as read_on,
           case when l.last_on >= l.newest_on - 3 then l.last_value end as value
    from (
        select c.artist_id, p.code as platform, p.name as platform_name, m.code as metric, m.name as metric_name,
               m.metric_kind, m.unit, s.series_id, q.observed_on as last_on, q.value as last_value,
               w.observed_on as week_before_on, w.value as week_before,
               k.observed_on as four_weeks_before_on, k.value as four_weeks_before,
               max(q.observed_on) over (partition by p.code, p.name, m.code, m.name, m.metric_kind, m.unit) as newest_on
        from app.artist_card c
        join core.metric m on m.entity_kind = 'artist' and m.metric_kind in ('stock', 'rolling') and m.unit <> 'points'
        join core.platform p on p.platform_id = m.platform_id
        left join core.audience_series s
          on s.artist_id = c.artist_id and s.metric_id = m.metric_id and s.country_code is null
        -- one after another for each series: all three lie on the same page or two of the index
        left join lateral (
            select observed_on, value from core.audience_point
            where series_id = s.series_id order by observed_on desc limit 1) q on true
        left join lateral (
            select observed_on, value from core.audience_point
            where series_id = s.series_id and observed_on between q.observed_on - 10 and q.observed_on - 7
            order by observed_on desc limit 1) w on true
        left join lateral (
            select observed_on, value from core.audience_point
            where series_id = s.series_id and observed_on between q.observed_on - 31 and q.observed_on - 28
            order by observed_on desc limit 1) k on true
        where c.status = 'confirmed') l
) r
join bi.followed_artist f on f.artist_id = r.artist_id
-- the place of the growth among artists of the same size, which raw shares of small ones would hide
left join mart.artist_benchmark g
  on g.artist_id = r.artist_id and g.measure = case r.metric when 'artist_spotify_followers' then 'growth' when 'artist_spotify_listeners' then 'listeners growth' end
-- where both are there nobody asks when readings began
left join lateral (
    select b.first_on, ceil((b.first_on - (r.read_on - 28)) / 7.0)::int as weeks_needed
    from (select case when r.week_before is null or r.four_weeks_before is null then (
              select min(observed_on) from core.audience_point where series_id = r.series_id) end as first_on) b
    where b.first_on > r.read_on - 28) h on true;
