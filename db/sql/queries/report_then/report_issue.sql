-- Issues there were when this one was made, of what had arrived by then.
select * from core.report_issue where made_at < cast(:made_at as timestamptz) and as_of <= cast(:as_of as timestamptz)
