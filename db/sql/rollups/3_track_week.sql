-- grain:   track, metric, week (Friday to Thursday)
-- sources: series_week and touched_series of this transaction
-- window:  every week since the first changed one
-- re-run:  safe; the weeks of touched tracks are deleted and built again in one transaction
delete from mart.track_week w
using touched_series t
where t.track_id = w.track_id and t.metric_id = w.metric_id and w.week_on >= t.since_week;

insert into mart.track_week
    (track_id, metric_id, week_on, value, correction, level, days_present, days_spanned, is_complete, method_version)
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
              select from core.audience_point p
              where p.series_id = t.series_id and p.observed_on between w.week_on - 7 and w.week_on - 1
          )
)
select track_id, metric_id, week_on,
       sum(value)::bigint, sum(correction)::bigint, sum(level)::bigint,
       min(days_present), min(days_spanned),
       bool_and(days_present = 7 and days_spanned = 7 and value is not null)
           and not exists (
               select from vanished v
               where v.track_id = ranked.track_id and v.metric_id = ranked.metric_id and v.week_on = ranked.week_on
           ) as is_complete,
       :method_version
from ranked
where identifier_rule = 'sum' or place = 1
group by track_id, metric_id, week_on;
