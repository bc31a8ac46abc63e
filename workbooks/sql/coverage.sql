-- How much of what is expected was read, and the days that lack a reading.
select platform, cells, cells_present, share, missing_from, missing_to
from app.coverage(cast(:artists as text[]), cast(:platforms as text[]), :from_on, :to_on, :country)
