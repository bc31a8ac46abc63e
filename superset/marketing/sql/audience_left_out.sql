-- Readings across the period's edges, which are in no total: the largest, and how many there are.
select platform, track, metric, reason, count(*) over () as lines
from app.audience_left_out(:artists, :platforms, :from_on, :to_on, :country)
order by amount desc
limit 20
