-- Daily streams of every song, entered day by day as a vendor delivers them, two days late: a level by artist (10 to
-- 100,000 a day), a weekday's shape, a season of a song, and chance.
insert into core.audience_point (series_id, observed_on, value, loaded_at)
select s.series_id, d.on_day,
       (s.level * (1 + 0.15 * sin(d.weekday)) * (1 + 0.2 * sin(s.series_id + d.number / 60.0)) * (0.9 + 0.2 * random()))::bigint,
       d.on_day + interval '54 hours'
from (
    select day::date as on_day, extract(isodow from day)::float8 as weekday, extract(epoch from day)::float8 / 86400 as number
    from generate_series(cast(:first_on as date), cast(:last_on as date), interval '1 day') day
) as d
cross join (
    select series_id, power(10, 1 + (hashint8(track_id / :tracks) & 1023) / 256.0) as level
    from core.audience_series order by series_id
) as s
