-- Readings of the last full month expected and there, of all artists: what a dataset asks with the filters of a dashboard.
create view bi.audience_missing as
select * from bi.audience_lacking(null, null, null, null, null);
