-- What an issue tells.
select blocks from core.report_issue where issue_id = :issue_id
