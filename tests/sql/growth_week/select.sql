-- Cells as a reader sees them.
select *, regexp_replace(week_said, '<[^>]*>', '', 'g') as week_shown,
       regexp_replace(four_weeks_said, '<[^>]*>', '', 'g') as four_weeks_shown
from mart.growth_week
