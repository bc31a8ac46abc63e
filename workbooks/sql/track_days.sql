-- The readings behind them.
select track, on_date, days, metrics, amounts
from app.audience_track_days(cast(:artists as text[]), cast(:platforms as text[]), :from_on, :to_on, :country)
