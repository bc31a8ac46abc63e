-- Weeks judged before, with what they were measured by: what the weeks after them are judged against.
select b.artist_id, m.code as metric, b.week_on, b.settled_this_week, b.settled_last_week, b.days_matched, b.expected, b.z,
       b.is_held::int as is_held, b.roster_factor, b.data_flag, b.tier, b.direction
from badge b
join core.metric m on m.metric_id = b.metric_id
where b.track_id is null and b.week_on >= cast(:since_week as date) and b.week_on < cast(:until_week as date)
