-- Figures of the period by platform, track or date.
select platform, track, on_date, metric, total, daily_average, peak, days_tracked, coverage
from app.audience(cast(:artists as text[]), cast(:platforms as text[]), :from_on, :to_on, :country, :group_by)
