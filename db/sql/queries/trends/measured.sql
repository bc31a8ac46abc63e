-- What artists' badges of some weeks were computed from, to judge the weeks after them.
select b.artist_id, m.code as metric, b.week_on, b.expected, b.sigma, b.z, b.weeks_known, b.is_held, b.roster_factor
from badge b
join core.metric m on m.metric_id = b.metric_id
where b.track_id is null and b.week_on >= cast(:since_week as date) and b.week_on < cast(:until_week as date)
