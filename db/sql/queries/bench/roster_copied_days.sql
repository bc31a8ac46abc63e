-- The readings of some days once more for each copy of the series 1 to :series.
insert into core.audience_point (series_id, observed_on, value, loaded_at)
select p.series_id + k * :series, p.observed_on, p.value, p.loaded_at
from core.audience_point p
cross join generate_series(1, :copies - 1) k
where p.series_id <= :series
  and p.observed_on >= cast(:first_on as date) and p.observed_on < cast(:first_on as date) + :days
order by p.observed_on
