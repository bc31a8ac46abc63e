-- grain:   one row per touched series of a flow and week with a reading, in a table that ends with the transaction
-- sources: touched_series, known_point, and for weeks restated since core.point_known
-- window:  since_week on, and the week before it to compare with
-- re-run:  safe; reads only
create temporary table series_week (
    series_id integer, metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, identifier text,
    identifier_rule text, week_on date, value bigint, this_week bigint, last_week bigint, days_matched smallint,
    correction bigint, level bigint, days_present smallint, days_spanned smallint, is_complete boolean,
    reported bigint, double_days smallint
) on commit drop;

insert into series_week
with per_week as (
    select p.series_id, core.week_on(p.observed_on) as week_on,
           sum(p.value) as total, sum(least(p.value, 0)) as fall,
           bit_or(1 << (p.observed_on - core.week_on(p.observed_on))) as days,
           max(p.known_from) as newest_known
    from touched_series t
    join known_point p on p.series_id = t.series_id and p.observed_on >= t.since_week - 7
    where t.metric_kind = 'flow'
    group by p.series_id, core.week_on(p.observed_on)
), beside as (
    select *,
           case when lag(week_on) over one_series = week_on - 7 then lag(total) over one_series end as last_total,
           case when lag(week_on) over one_series = week_on - 7 then lag(days) over one_series else 0 end as last_days
    from per_week
    window one_series as (partition by series_id order by week_on)
)
select t.series_id, t.metric_id, t.track_id, t.artist_id, t.sound_id, t.identifier, t.identifier_rule, b.week_on,
       b.total,
       case when b.days = b.last_days then b.total when b.days & b.last_days <> 0 then matched.this_week end,
       case when b.days = b.last_days then b.last_total when b.days & b.last_days <> 0 then matched.last_week end,
       bit_count((b.days & b.last_days)::bit(7)),
       b.fall, null, bit_count(b.days::bit(7)), bit_count(b.days::bit(7)), b.days = 127,
       -- what was known in time is what was reported; only weeks with something later are looked up
       case when b.newest_known <= core.reported_at(b.week_on) then b.total else reported.total end,
       coalesce(matched.double_days, 0)
from beside b
join touched_series t on t.series_id = b.series_id
-- days seen in both weeks are added up only where some are missing
left join lateral (
    select sum(p.value) as this_week, sum(l.value) as last_week,
           count(*) filter (
               where g.series_id is null
                 and p.value * (b.last_total - l.value) >= 1.6 * l.value * (b.total - p.value)
                 and l.value > 0 and b.last_total > l.value
           ) as double_days
    from known_point p
    join known_point l on l.series_id = p.series_id and l.observed_on = p.observed_on - 7
    left join known_point g on g.series_id = p.series_id and g.observed_on = p.observed_on - 1
    where p.series_id = b.series_id and p.observed_on between b.week_on and b.week_on + 6
) as matched on b.days & b.last_days <> 127 and b.last_days <> 0
left join lateral (
    select sum(k.value) as total
    from core.point_known(b.series_id, b.week_on, b.week_on + 6, core.reported_at(b.week_on)) k
) as reported on b.newest_known > core.reported_at(b.week_on)
-- the week before since_week is read to compare with; it stays as it was
where b.week_on >= t.since_week - 7;
