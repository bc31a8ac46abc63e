-- grain:   one row per touched series and week with a reading, in a table that ends with the transaction
-- sources: touched_series, core.audience_point, core.metric
-- window:  since_week on, and the week before it for the reading a difference starts from
-- re-run:  safe; reads only
create temporary table series_week on commit drop as
with reading as (
    select t.series_id, t.metric_id, t.track_id, t.artist_id, t.identifier, t.since_week, m.metric_kind, m.identifier_rule,
           p.observed_on, p.value, core.week_on(p.observed_on) as week_on,
           lag(p.value) over one_series as previous_value,
           lag(p.observed_on) over one_series as previous_on
    from touched_series t
    join core.metric m on m.metric_id = t.metric_id
    join core.audience_point p on p.series_id = t.series_id
     and p.observed_on >= case when t.since_week = '-infinity' then t.since_week else t.since_week - 7 end
    window one_series as (partition by t.series_id order by p.observed_on)
), comparable as (
    -- a difference may start in the week before, not earlier: older readings say nothing about this week
    select *, previous_on >= week_on - 7 as has_start from reading
), per_week as (
    select series_id, metric_id, track_id, artist_id, identifier, metric_kind, identifier_rule, since_week, week_on,
           count(*)::smallint as days_present,
           sum(value) as total,
           avg(value) as mean,
           (array_agg(value order by observed_on desc))[1] as last_value,
           max(observed_on) as last_on,
           -- the reading before the first one of the week
           (array_agg(previous_value order by observed_on))[1] as start_value,
           (array_agg(previous_on order by observed_on))[1] as start_on,
           (array_agg(has_start order by observed_on))[1] as has_start,
           coalesce(sum(least(value - previous_value, 0)) filter (where has_start), 0) as fall
    from comparable
    group by series_id, metric_id, track_id, artist_id, identifier, metric_kind, identifier_rule, since_week, week_on
)
select w.series_id, w.metric_id, w.track_id, w.artist_id, w.identifier, w.identifier_rule, w.week_on,
       case w.metric_kind
           when 'flow' then w.total
           when 'rolling' then round(w.mean)
           else case when w.has_start then w.last_value - w.start_value end
       end::bigint as value,
       case w.metric_kind when 'counter' then w.fall else 0 end::bigint as correction,
       case when w.metric_kind in ('counter', 'stock') then w.last_value end as level,
       w.days_present,
       case when w.metric_kind in ('flow', 'rolling') then w.days_present
            when w.has_start then w.last_on - w.start_on end::smallint as days_spanned
from per_week w
where w.week_on >= w.since_week;
