-- The label's week from last week's total as reported to its own, part by part
select last_total, restated, real_listening, new_releases_change, newly_linked, missing_days, total
from mart.label_trend
where label = :label and team is not distinct from :team and metric = :metric and week_on = :week and is_over
  and last_total is not null;
