-- fail: A reading of a day that is not yet over anywhere.
select series_id, observed_on, value
from core.audience_point
where observed_on > greatest(core.today(), (now() at time zone 'UTC')::date) + 1
