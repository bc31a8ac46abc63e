-- The newest week of each metric that is over: somebody was seen on all its days, else the week before it.
create view mart.newest_week as
select m.metric_id, m.code as metric, m.name as metric_name, n.begun_on,
       case when exists (
           select from mart.artist_week w
           where w.metric_id = m.metric_id and w.week_on = n.begun_on
             and (w.days_present = 7 or w.basis = 'sounds' and w.days_matched >= 6)
             -- an account's week says nothing about the days of tracks
             and (w.basis <> 'account' or m.entity_kind = 'artist')
       ) then n.begun_on else n.begun_on - 7 end as week_on
from core.metric m
cross join lateral (select max(w.week_on) as begun_on from mart.artist_week w where w.metric_id = m.metric_id) n
where n.begun_on is not null;

comment on view mart.newest_week is 'The newest complete week of each metric, for defaults and flags.';
comment on column mart.newest_week.metric_id is 'Our number of the metric.';
comment on column mart.newest_week.metric is 'Short name of the metric.';
comment on column mart.newest_week.metric_name is 'Name of the metric as people read it.';
comment on column mart.newest_week.begun_on is 'Friday of the newest week with any figure.';
comment on column mart.newest_week.week_on is 'Friday of the newest week that is over.';
