-- The newest week of each metric that is over: somebody was seen on all its days, else the week before it. Of the vendor's
-- streams only a week that what the report waits for has been delivered for, to its Thursday.
create view mart.newest_week as
select m.metric_id, m.code as metric, m.name as metric_name, n.begun_on,
       least(case when exists (
           select from mart.artist_week w
           where w.metric_id = m.metric_id and w.week_on = n.begun_on
             and (w.days_present = 7 or w.basis = 'sounds' and w.days_matched >= 6)
             -- an account's week says nothing about the days of tracks
             and (w.basis <> 'account' or m.entity_kind = 'artist')
       ) then n.begun_on else n.begun_on - 7 end,
       case when p.code = 'luminate' then core.week_on(d.last_on + 1) - 7 end) as week_on
from core.metric m
join core.platform p on p.platform_id = m.platform_id
cross join lateral (select max(w.week_on) as begun_on from mart.artist_week w where w.metric_id = m.metric_id) n
cross join (select min(s.last_on) as last_on from core.source_delivered() s where s.is_must_have) d
where n.begun_on is not null;
