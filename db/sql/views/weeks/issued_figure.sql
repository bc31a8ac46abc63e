-- Figures of followed artists as the newest issue of the report of each week told them, of all artists, of a label, of a team.
-- An issue of a past moment is none of these: it tells what nobody was told then.
create view mart.issued_figure as
select i.week_on, i.label, i.team, i.issue_id, i.made_at, m.code as metric, m.name as metric_name, g.artist_id,
       a.name as artist_name, g.total, g.last_total
from (
    select distinct on (week_on, label, team) issue_id, week_on, coalesce(label, 'All') as label, team, made_at
    from core.report_issue
    where as_of = made_at
    order by week_on, label, team, edition desc
) i
join core.report_figure g on g.issue_id = i.issue_id
join core.metric m on m.metric_id = g.metric_id
left join core.artist a on a.artist_id = g.artist_id;
