-- Cells as a reader sees them.
select *, regexp_replace(week_change_html, '<[^>]*>', '', 'g') as week_shown,
       regexp_replace(four_weeks_change_html, '<[^>]*>', '', 'g') as four_weeks_shown
from bi.growth_week
