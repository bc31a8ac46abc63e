-- grain:   one row per group and month of core.audience_group_month, per series and several days of core.audience_group_gap
-- sources: touched_group, core.audience_group_series, core.audience_point
-- window:  from the first changed day of each group on
-- re-run:  safe; what is made again is deleted before
create temporary table kept_day on commit drop as
select m.group_id, m.month_on + d.n::integer - 1 as on_date, d.readings,
       case when get_bit(m.told_days, d.n::integer - 1) = 1 then d.amount end as amount
from touched_group t
join core.audience_group_month m
  on m.group_id = t.group_id and m.month_on <= t.since_on and t.since_on < m.month_on + interval '1 month'
cross join lateral unnest(core.unpacked_days(m.amounts), core.unpacked_days(m.readings)) with ordinality as d (amount, readings, n)
where d.readings > 0 and m.month_on + d.n::integer - 1 < t.since_on;

delete from core.audience_group_month m using touched_group t
where m.group_id = t.group_id and m.month_on + interval '1 month' > t.since_on;

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

insert into core.audience_group_gap (series_id, last_on, group_id, first_on, amount, value)
select series_id, observed_on, group_id, read_before + 1, growth, value
from group_span
where observed_on >= since_on and metric_kind = 'counter' and read_before < observed_on - 1;

insert into core.audience_group_month (group_id, month_on, amounts, told_days, readings, gap_amount, gap_days)
with day as (
    select * from kept_day
    union all
    select s.group_id, s.observed_on, s.readings,
           -- readings from before there were bounds may come to more than any sum holds: then nothing tells
           case when abs(s.amount) < 9e18 then s.amount end
    from (
        select group_id, observed_on, count(*) as readings,
               sum(case when metric_kind = 'flow' then value when read_before = observed_on - 1 then growth end) as amount
        from group_span
        where observed_on >= since_on
        group by group_id, observed_on) s
), month as (
    select distinct group_id, date_trunc('month', on_date)::date as month_on from day
), gap as materialized (
    -- what lies in one month; a gap ends with a reading, so that there is a day of its month
    select g.group_id, date_trunc('month', g.last_on)::date as month_on, g.first_on, g.last_on, g.amount
    from touched_group t
    join core.audience_group_gap g on g.group_id = t.group_id and g.last_on >= date_trunc('month', t.since_on)
    where date_trunc('month', g.first_on::timestamp) = date_trunc('month', g.last_on::timestamp)
), gap_amount as (
    select group_id, month_on, sum(amount) as amount from gap group by group_id, month_on
), gap_day as (
    select distinct g.group_id, d.on_date::date as on_date
    from gap g cross join generate_series(g.first_on, g.last_on, interval '1 day') as d (on_date)
)
select m.group_id, m.month_on, coalesce(sum((d.amount || 'e' || 24 * n)::numeric), 0),
       string_agg(case when d.amount is null then '0' else '1' end, '' order by n)::bit(31),
       sum((coalesce(d.readings, 0) || 'e' || 24 * n)::numeric), a.amount,
       string_agg(case when g.on_date is null then '0' else '1' end, '' order by n)::bit(31)
from month m
cross join generate_series(0, 30) as n
-- the 31st of a month of 30 days is the next month's 1st
left join day d on d.group_id = m.group_id and d.on_date = m.month_on + n and m.month_on = date_trunc('month', d.on_date)
left join gap_day g on g.group_id = m.group_id and g.on_date = m.month_on + n and m.month_on = date_trunc('month', g.on_date)
left join gap_amount a on a.group_id = m.group_id and a.month_on = m.month_on
group by m.group_id, m.month_on, a.amount;

drop view pg_temp.group_span
