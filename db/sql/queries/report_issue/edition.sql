-- Number of the next issue of a week and scope.
select coalesce(max(edition), 0) + 1
from core.report_issue
where week_on = :week_on and label is not distinct from :label and team is not distinct from :team
