-- The Friday of the first reading of all.
select core.week_on(min(observed_on)) from core.audience_point
