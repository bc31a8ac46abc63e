-- grain:   track, metric, week (Friday to Thursday)
-- sources: series_week and touched_series of this transaction
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched tracks are deleted and built again in one transaction
delete from track_week w
using touched_series t
where t.track_id = w.track_id and t.metric_id = w.metric_id and w.week_on >= t.since_week;

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
), vanished as (
    -- an id that was counted in the week before and is silent in this one leaves a hole in the sum
    select distinct t.track_id, t.metric_id, w.week_on
    from touched_series t
    join (select distinct track_id, metric_id, week_on from ranked where identifier_rule = 'sum') w
      on w.track_id = t.track_id and w.metric_id = t.metric_id
    where not exists (
              select from ranked r where r.series_id = t.series_id and r.week_on = w.week_on
          )
      and exists (
              select from known_point p
              where p.series_id = t.series_id and p.observed_on between w.week_on - 7 and w.week_on - 1
          )
), summed as (
    select r.track_id, r.metric_id, r.week_on,
           sum(r.value)::bigint as value, sum(r.correction)::bigint as correction, sum(r.level)::bigint as level,
           sum(r.this_week)::bigint as this_week, sum(r.last_week)::bigint as last_week,
           min(r.days_matched) as days_matched,
           min(r.days_present) as days_present, min(r.days_spanned) as days_spanned,
           bool_and(r.is_complete) and not exists (
               select from vanished v
               where v.track_id = r.track_id and v.metric_id = r.metric_id and v.week_on = r.week_on
           ) as is_complete,
           sum(r.reported)::bigint as reported, max(r.double_days) as double_days
    from ranked r
    where r.identifier_rule = 'sum' or r.place = 1
    group by r.track_id, r.metric_id, r.week_on
), beside as (
    select *,
           lag(week_on) over one_track = week_on - 7 and is_complete and lag(is_complete) over one_track as is_comparable,
           lag(value) over one_track as value_before
    from summed
    window one_track as (partition by track_id, metric_id order by week_on)
)
select b.track_id, b.metric_id, b.week_on, b.value,
       -- a flow is compared day by day; of differences and averages the whole weeks are
       case when m.metric_kind = 'flow' then b.this_week when b.is_comparable then b.value end,
       case when m.metric_kind = 'flow' then b.last_week when b.is_comparable then b.value_before end,
       case when m.metric_kind = 'flow' then b.days_matched when b.is_comparable then 7 else 0 end,
       b.correction, b.level, b.days_present, b.days_spanned, b.is_complete, b.reported, b.double_days, :method_version
from beside b
join core.metric m on m.metric_id = b.metric_id
join (
    select track_id, metric_id, min(since_week) as since_week
    from touched_series where track_id is not null group by track_id, metric_id
) t on t.track_id = b.track_id and t.metric_id = b.metric_id
where b.week_on >= t.since_week;
