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
