-- What these issues told.
select g.* from core.report_figure g
join core.report_issue i on i.issue_id = g.issue_id
where i.made_at < cast(:made_at as timestamptz) and i.as_of <= cast(:as_of as timestamptz)
