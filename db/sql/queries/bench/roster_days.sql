-- Daily readings of every series that has none yet, day by day: totals and levels that grow, flows about a level of the
-- series' own (10 to 100,000 a day).
insert into core.audience_point (series_id, observed_on, value, loaded_at)
select s.series_id, d.on_day,
       (s.level * case s.metric_kind when 'counter' then d.number + 0.3 * sin(s.series_id + d.number / 9.0)
                                     when 'flow' then 0.9 + 0.2 * random()
                                     else 300 + d.number / 10.0 + sin(s.series_id + d.number / 40.0) end)::bigint,
       d.on_day + interval '54 hours'
from (
    select day::date as on_day, day::date - cast(:first_on as date) + 1 as number
    from generate_series(cast(:first_on as date), cast(:last_on as date), interval '1 day') day
) as d
cross join (
    select e.series_id, m.metric_kind, power(10, 1 + (hashint8(e.series_id) & 1023) / 256.0) as level
    from core.audience_series e
    join core.metric m on m.metric_id = e.metric_id
    where not exists (select from core.audience_point p where p.series_id = e.series_id)
) as s
