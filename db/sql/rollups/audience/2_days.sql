-- grain:   one row per group and day of core.audience_group_day, per series and several days of core.audience_group_gap
-- sources: touched_group, core.audience_group_series, core.audience_point
-- window:  from the first changed day of each group on
-- re-run:  safe; what is made again is deleted before
delete from core.audience_group_day d using touched_group t where d.group_id = t.group_id and d.on_date >= t.since_on;

delete from core.audience_group_gap g using touched_group t where g.group_id = t.group_id and g.last_on >= t.since_on;

create temporary view group_span as
select r.group_id, r.series_id, r.since_on, r.metric_kind, r.observed_on, r.value,
       r.value - lag(r.value) over one_series as growth, lag(r.observed_on) over one_series as read_before
from (
    select t.group_id, t.since_on, s.series_id, m.metric_kind, p.observed_on, p.value
    from touched_group t
    join core.audience_group g on g.group_id = t.group_id
    join core.metric m on m.metric_id = g.metric_id
    join core.audience_group_series s on s.group_id = t.group_id
    cross join lateral (
        (select q.observed_on, q.value from core.audience_point q
         where q.series_id = s.series_id and q.observed_on < t.since_on and m.metric_kind = 'counter'
         order by q.observed_on desc limit 1)
        union all
        select q.observed_on, q.value from core.audience_point q
        where q.series_id = s.series_id and q.observed_on >= t.since_on) p
) r
-- the kind, of which a series has one, lets a question about counters leave out the others before they are sorted
window one_series as (partition by r.metric_kind, r.series_id order by r.observed_on);

insert into core.audience_group_day (group_id, on_date, amount, readings)
select s.group_id, s.observed_on,
       -- readings from before there were bounds may come to more than any sum holds: then nothing tells
       case when abs(s.amount) < 9e18 then s.amount end, s.readings
from (
    select group_id, observed_on, count(*) as readings,
           sum(case when metric_kind = 'flow' then value when read_before = observed_on - 1 then growth end) as amount
    from group_span
    where observed_on >= since_on
    group by group_id, observed_on) s;

insert into core.audience_group_gap (series_id, last_on, group_id, first_on, amount, value)
select series_id, observed_on, group_id, read_before + 1, growth, value
from group_span
where observed_on >= since_on and metric_kind = 'counter' and read_before < observed_on - 1;

drop view pg_temp.group_span
