-- Daily streams of every song, entered day by day as a vendor delivers them, two days late: a level by artist (10 to
-- 100,000 a day), a weekday's shape, a season of a song, and chance.
insert into core.audience_point (series_id, observed_on, value, loaded_at)
select s.series_id, d.day::date,
       (power(10, 1 + (hashint8(s.track_id / :tracks) & 1023) / 256.0)
        * (1 + 0.15 * sin(extract(isodow from d.day)::float8))
        * (1 + 0.2 * sin(s.series_id + extract(epoch from d.day)::float8 / 86400 / 60))
        * (0.9 + 0.2 * random()))::bigint,
       d.day + interval '54 hours'
from generate_series(cast(:first_on as date), cast(:last_on as date), interval '1 day') d (day)
cross join core.audience_series s
