-- grain:   one row per touched series of a flow and week with a reading, in a table that ends with the transaction
-- sources: touched_series, known_point, and for weeks restated since core.point_known
-- window:  since_week on, the week before it to compare with, and the week before that to know its double days by
-- re-run:  safe; reads only
create temporary table series_week (
    series_id integer, metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, identifier text,
    identifier_rule text, metric_kind text, since_week date, week_on date, value bigint, this_week bigint, last_week bigint, days_matched smallint,
    correction bigint, level bigint, days_present smallint, days_spanned smallint, is_complete boolean,
    reported bigint, double_days smallint
) on commit drop;

insert into series_week
with daily as (
    select p.series_id, p.observed_on, p.value, p.known_from, core.week_on(p.observed_on) as week_on
    from touched_series t
    join known_point p on p.series_id = t.series_id and p.observed_on >= t.since_week
     and p.observed_on >= cast(:first_week as date)
    where t.metric_kind = 'flow'
    union all
    -- when the weeks before were known is of no account, so that the index alone tells them
    select p.series_id, p.observed_on, p.value, null, core.week_on(p.observed_on)
    from touched_series t
    join known_point p on p.series_id = t.series_id and p.observed_on between t.since_week - 14 and t.since_week - 1
     and p.observed_on >= cast(:first_week as date) - 14
    where t.metric_kind = 'flow'
    offset 0  -- the week reckoned once a reading, not for each of its seven days
), per_week as (
    select series_id, week_on, count(*)::smallint as days_seen, sum(value) as seen, sum(least(value, 0)) as fall,
           -- the seven days, Friday first, null where none came
           array[sum(value) filter (where observed_on = week_on), sum(value) filter (where observed_on = week_on + 1),
                 sum(value) filter (where observed_on = week_on + 2), sum(value) filter (where observed_on = week_on + 3),
                 sum(value) filter (where observed_on = week_on + 4), sum(value) filter (where observed_on = week_on + 5),
                 sum(value) filter (where observed_on = week_on + 6)] as days,
           max(known_from) as newest_known
    from daily
    group by series_id, week_on
), dated as (
    select *, case when lag(week_on) over one_series = week_on - 7 then lag(days) over one_series end as last_days
    from per_week
    window one_series as (partition by series_id order by week_on)
), clean as (
    -- a Friday that holds the Thursday before it counts in neither week; other two days in one are one reading of both
    select d.series_id, d.week_on, d.fall, d.newest_known, x.doubles, s.is_torn,
           d.seen - case when s.is_torn then d.days[1] else 0 end as total,
           case when s.is_torn then array[null::numeric] || d.days[2:7] else d.days end as days,
           d.days_seen + coalesce(cardinality(x.doubles), 0) - case when s.is_torn then 2 else 0 end as days_present
    from dated d
    cross join lateral (
        -- only a day after a gap can hold two; as a condition of the join it would be looked at after the work
        select case
            when d.last_days is not null
             and (d.days[1] is not null and d.last_days[7] is null or d.days[2] is not null and d.days[1] is null
                  or d.days[3] is not null and d.days[2] is null or d.days[4] is not null and d.days[3] is null
                  or d.days[5] is not null and d.days[4] is null or d.days[6] is not null and d.days[5] is null
                  or d.days[7] is not null and d.days[6] is null)
            then core.double_days(d.days, d.last_days)
        end as doubles
        offset 0  -- reckoned once, not in each place that reads it
    ) as x
    cross join lateral (select coalesce(1 = any (x.doubles), false) as is_torn) as s
), beside as (
    select *, lag(week_on) over one_series = week_on - 7 as has_last,
           lag(total) over one_series as last_total, lag(days) over one_series as last_days,
           lag(doubles) over one_series as last_doubles, lag(days_present) over one_series as last_days_present
    from clean
    window one_series as (partition by series_id order by week_on)
)
select t.series_id, t.metric_id, t.track_id, t.artist_id, t.sound_id, t.identifier, t.identifier_rule, t.metric_kind,
       t.since_week, b.week_on, b.total,
       case when b.has_last then case when f.is_full then b.total else m.this_week end end,
       case when b.has_last then case when f.is_full then b.last_total else m.last_week end end,
       case when b.has_last then case when f.is_full then 7 else coalesce(m.days, 0) end else 0 end,
       b.fall, null, b.days_present, b.days_present, b.days_present = 7,
       -- what was known in time is what was reported; only weeks with something later are looked up
       case when b.newest_known <= core.reported_at(b.week_on) then b.total else r.total end,
       coalesce(cardinality(b.doubles), 0)
from beside b
join touched_series t on t.series_id = b.series_id
cross join lateral (
    select coalesce(b.has_last and b.days_present = 7 and b.last_days_present = 7, false) as is_full
) as f
-- where days are missing, those seen in both weeks are added up; the condition stands inside, where it saves the work
left join lateral (
    select sum(this_day)::bigint as this_week, sum(last_day)::bigint as last_week, count(*) as days
    from unnest(b.days, b.last_days) as both_weeks (this_day, last_day)
    where b.has_last and not f.is_full and b.doubles is null and b.last_doubles is null
      and this_day is not null and last_day is not null
    having b.doubles is null and b.last_doubles is null
    union all
    select c.this_week, c.last_week, c.days
    from core.days_compared(b.days, b.doubles, b.last_days, b.last_doubles) c
    where b.has_last and not f.is_full and (b.doubles is not null or b.last_doubles is not null)
) as m on true
left join lateral (
    select sum(k.value) as total
    from core.point_known(
        b.series_id, b.week_on + b.is_torn::int, b.week_on + 6, core.reported_at(b.week_on)) k
    where b.newest_known > core.reported_at(b.week_on)
) as r on true
-- the weeks before since_week are read to compare with; they stay as they were
where b.week_on >= t.since_week;
