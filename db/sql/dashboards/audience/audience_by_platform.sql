-- Audiences of the last full month by platform, of all artists: what a dataset asks with the filters of a dashboard as arguments.
create view bi.audience_by_platform as
select * from bi.audience_answer(null, null, null, null, null, 'platform');
