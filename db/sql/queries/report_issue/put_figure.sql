-- A figure of an issue.
insert into core.report_figure
    (issue_id, metric_id, artist_id, total, last_total, tier, direction, ratio, expected_ratio_low, expected_ratio_high,
     threshold, expected, settled_this_week, cause)
select :issue_id, m.metric_id, :artist_id, :total, :last_total, :tier, :direction, :ratio, :expected_ratio_low,
       :expected_ratio_high, :threshold, :expected, :settled_this_week, :cause
from core.metric m
where m.code = :metric
