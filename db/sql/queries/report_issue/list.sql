-- Issues that are kept, the newest week first; of one number, or of one week and scope, where that is given.
select issue_id, week_on, label, team, edition, made_at, as_of, parameters, fingerprint, method_versions, pdf_file, pdf_sha256,
       notebook_file, notebook_sha256, appendix_file, appendix_sha256
from core.report_issue
where (cast(:issue_id as bigint) is null or issue_id = :issue_id)
  and (cast(:week_on as date) is null
       or week_on = :week_on and label is not distinct from :label and team is not distinct from :team)
order by week_on desc, label nulls first, team nulls first, edition desc
