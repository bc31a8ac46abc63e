-- Readings of every series on some days, one in a hundred missing: running totals that grow, and plays of a day.
insert into core.audience_point (series_id, observed_on, value, loaded_at)
select s.series_id, d.on_day,
       case when s.is_counter then 1000000 + s.level * d.number + hashint8(s.series_id * 1000 + d.number) % (s.level / 2 + 1)
            else s.level + d.number % 7 end,
       d.on_day + interval '30 hours'
from (
    select cast(:begins_on as date) + n as on_day, cast(:begins_on as date) + n - cast(:first_on as date) as number
    from generate_series(0, :days - 1) n
) d
cross join (
    select e.series_id, m.metric_kind = 'counter' as is_counter, 10 + (hashint8(e.series_id) & 1023) as level
    from core.audience_series e
    join core.metric m on m.metric_id = e.metric_id
) s
where (hashint8(s.series_id * 7919 + d.number) & 127) <> 0
order by d.on_day, s.series_id
