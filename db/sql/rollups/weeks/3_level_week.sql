-- grain:   one row per touched series of a counter, stock, average or weekly total and week, added to series_week
-- sources: touched_series, known_point, and for weeks restated since core.point_known
-- window:  since_week on, the week before it to compare with, and the week before that for its first difference
-- re-run:  safe; reads only
insert into series_week
with reading as (
    select t.series_id, t.metric_kind, t.sound_id is not null as is_sound, t.since_week, p.observed_on, p.value, p.known_from,
           core.week_on(p.observed_on) as week_on,
           lag(p.value) over one_series as previous_value,
           lag(p.observed_on) over one_series as previous_on
    from touched_series t
    join known_point p on p.series_id = t.series_id and p.observed_on >= t.since_week - 14
     and p.observed_on >= cast(:first_week as date) - 14
    where t.metric_kind <> 'flow'
    window one_series as (partition by t.series_id order by p.observed_on)
), comparable as (
    -- a difference may start in the week before, not earlier: older readings say nothing about this week
    select *, previous_on >= week_on - 7 as has_start from reading
), per_week as (
    select series_id, metric_kind, is_sound, since_week, week_on,
           count(*)::smallint as days_present,
           avg(value) as mean,
           max(known_from) as newest_known,
           (array_agg(value order by observed_on desc))[1] as last_value,
           max(observed_on) as last_on,
           -- the reading before the first one of the week
           (array_agg(previous_value order by observed_on))[1] as start_value,
           (array_agg(previous_on order by observed_on))[1] as start_on,
           (array_agg(has_start order by observed_on))[1] as has_start,
           coalesce(sum(least(value - previous_value, 0)) filter (where has_start), 0) as fall
    from comparable
    group by series_id, metric_kind, is_sound, since_week, week_on
), told as (
    select *,
           case when metric_kind = 'rolling' then round(mean)
                when metric_kind = 'weekly' then last_value
                when has_start then last_value - start_value end::bigint as value,
           case when metric_kind = 'weekly' then 7 else days_present end::smallint as days_seen,
           case when metric_kind = 'weekly' then 7
                when metric_kind = 'rolling' then days_present
                when has_start then last_on - start_on end::smallint as days_spanned,
           greatest(newest_known, lag(newest_known) over (partition by series_id order by week_on)) as all_known
    from per_week
), whole as (
    select *, days_seen = 7 and days_spanned = 7 and value is not null as is_complete from told
), beside as (
    select *,
           lag(week_on) over one_series = week_on - 7 and (
               is_complete and lag(is_complete) over one_series
               or is_sound and core.spans_a_week(days_spanned) and core.spans_a_week(lag(days_spanned) over one_series)
           ) as is_comparable,
           days_spanned = 7 and lag(days_spanned) over one_series = 7 as is_even,
           lag(value) over one_series as value_before
    from whole
    window one_series as (partition by series_id order by week_on)
)
select t.series_id, t.metric_id, t.track_id, t.artist_id, t.sound_id, t.identifier, t.identifier_rule, t.metric_kind,
       t.since_week, b.week_on,
       b.value,
       case when b.is_comparable then b.value end, case when b.is_comparable then b.value_before end,
       case when b.is_comparable and b.is_even then 7 when b.is_comparable then 6 else 0 end,
       case when t.metric_kind = 'counter' then b.fall else 0 end,
       case when t.metric_kind in ('counter', 'stock') then b.last_value end,
       b.days_seen, b.days_spanned, b.is_complete,
       case when b.all_known <= core.reported_at(b.week_on) then b.value else reported.value end,
       0
from beside b
join touched_series t on t.series_id = b.series_id
left join lateral (
    select case t.metric_kind
               when 'rolling' then round(avg(k.value) filter (where k.observed_on >= b.week_on))
               when 'weekly' then max(k.value) filter (where k.observed_on >= b.week_on)
               else (array_agg(k.value order by k.observed_on desc) filter (where k.observed_on >= b.week_on))[1]
                    - (array_agg(k.value order by k.observed_on desc) filter (where k.observed_on < b.week_on))[1]
           end::bigint as value
    from core.point_known(b.series_id, b.week_on - 7, b.week_on + 6, core.reported_at(b.week_on)) k
    where b.all_known > core.reported_at(b.week_on)
) as reported on true
where b.week_on >= t.since_week - 7;

create index on series_week (track_id, metric_id, week_on);
create index on series_week (sound_id, week_on);
analyze series_week;
