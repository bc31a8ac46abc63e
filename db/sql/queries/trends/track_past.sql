-- Weeks of some tracks, like for like, that their badges are judged by.
select w.track_id, w.week_on, w.this_week, w.last_week, w.days_matched
from track_week w
join core.metric m on m.metric_id = w.metric_id and m.code = :metric
where w.track_id = any(:tracks) and w.week_on >= cast(:since_week as date)
