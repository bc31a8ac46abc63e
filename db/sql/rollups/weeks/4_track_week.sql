-- grain:   track, metric, week (Friday to Thursday)
-- sources: series_week and touched_series of this transaction
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched tracks are deleted and built again in one transaction
delete from track_week w
using touched_series t
where t.track_id = w.track_id and t.metric_id = w.metric_id and w.week_on >= t.since_week
  and w.week_on >= cast(:first_week as date);

-- an id that was counted in the week before and is silent in this one leaves a hole in the sum
create temporary table vanished on commit drop as
select distinct t.track_id, t.metric_id, w.week_on
from (
    select distinct track_id, metric_id, week_on from series_week where track_id is not null and identifier_rule = 'sum'
) w
join touched_series t on t.track_id = w.track_id and t.metric_id = w.metric_id
where not exists (select from series_week r where r.series_id = t.series_id and r.week_on = w.week_on)
  and exists (
      select from known_point p
      where p.series_id = t.series_id and p.observed_on between w.week_on - 7 and w.week_on - 1
  );

insert into track_week
    (track_id, metric_id, week_on, value, this_week, last_week, days_matched, correction, level, days_present,
     days_spanned, is_complete, reported, double_days, method_version)
with ranked as (
    -- ids that mirror each other count once: the one with the highest level speaks for the track
    select *, row_number() over (
        partition by track_id, metric_id, week_on order by level desc nulls last, value desc nulls last, identifier
    ) as place
    from series_week
    where track_id is not null
), summed as (
    select track_id, metric_id, week_on, metric_kind, min(since_week) as since_week,
           sum(value)::bigint as value, sum(correction)::bigint as correction, sum(level)::bigint as level,
           sum(this_week)::bigint as this_week, sum(last_week)::bigint as last_week,
           min(days_matched) as days_matched, min(days_present) as days_present, min(days_spanned) as days_spanned,
           bool_and(is_complete) as is_complete, sum(reported)::bigint as reported, max(double_days) as double_days
    from ranked
    where identifier_rule = 'sum' or place = 1
    group by track_id, metric_id, week_on, metric_kind
), whole as (
    select s.*, s.is_complete and v.track_id is null as is_whole
    from summed s
    left join vanished v on v.track_id = s.track_id and v.metric_id = s.metric_id and v.week_on = s.week_on
), beside as (
    select *,
           lag(week_on) over one_track = week_on - 7 and is_whole and lag(is_whole) over one_track as is_comparable,
           lag(value) over one_track as value_before
    from whole
    window one_track as (partition by track_id, metric_id order by week_on)
)
select track_id, metric_id, week_on, value,
       -- a flow is compared day by day; of differences and averages the whole weeks are
       case when metric_kind = 'flow' then this_week when is_comparable then value end,
       case when metric_kind = 'flow' then last_week when is_comparable then value_before end,
       case when metric_kind = 'flow' then days_matched when is_comparable then 7 else 0 end,
       correction, level, days_present, days_spanned, is_whole, reported, double_days, :method_version
from beside
where week_on >= since_week;
