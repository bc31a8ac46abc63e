-- Number of the next issue of a week and scope, also after those of other scopes whose names are alike in a file's name.
select coalesce(max(edition), 0) + 1
from core.report_issue
where week_on = :week_on
  and (label is not distinct from :label and team is not distinct from :team or left(pdf_file, :length + 1) = :stem || '.')
