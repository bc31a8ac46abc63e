-- Is there anything for the week, and if not, which week is the latest
select max(week_on) as latest_on,
       coalesce(bool_or(week_on = :week), false) as has_week
from mart.week_health;
