-- Weeks judged before, with what they were measured by: what the weeks after them are judged against.
select b.artist_id, m.code as metric, b.week_on, b.settled_this_week, b.settled_last_week, b.days_matched, b.expected, b.z,
       b.is_held::int as is_held, b.roster_factor, b.data_flag, b.tier, b.direction, w.value as level
from badge b
join core.metric m on m.metric_id = b.metric_id
-- an artist's size is that of the weeks before, whatever is judged anew
left join artist_week w on w.artist_id = b.artist_id and w.metric_id = b.metric_id and w.week_on = b.week_on
where b.track_id is null and b.week_on >= cast(:since_week as date) and b.week_on < cast(:until_week as date)
