-- Is there anything for the week, and if not, which week is the latest
select max(week_on) as latest_on, coalesce(bool_or(week_on = :week), false) as has_week
from (select max(week_on) as week_on from mart.track_week
      union all
      select week_on from (select week_on from mart.track_week where week_on = :week limit 1) w) k;
