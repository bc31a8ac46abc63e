-- What is in no total, and why.
select platform, track, metric, read_from, read_to, amount, reason
from app.audience_left_out(cast(:artists as text[]), cast(:platforms as text[]), :from_on, :to_on, :country)
