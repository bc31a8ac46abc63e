-- Tracks of followed artists whose change meets the plain rule and the floor, week by week, and how many were looked at.
with followed as (
    select r.artist_id, k.track_id, r.threshold, r.floor, r.rule, r.metric
    from core.spike_rule_applied() r
    join core.artist_track_known(cast(:known_at as timestamptz)) k on k.artist_id = r.artist_id
), compared as (
    select f.artist_id, f.track_id, m.code as metric, w.week_on, f.threshold, f.floor, f.rule,
           w.this_week, w.last_week, w.change
    from followed f
    join core.metric m on m.code = f.metric and m.membership = 'links'
    join track_week w
      on w.track_id = f.track_id and w.metric_id = m.metric_id and w.week_on >= cast(:first_week as date)
    where w.change is not null
), counted as (
    select metric, week_on, count(*) as tests from compared group by metric, week_on
)
select c.artist_id, c.track_id, c.metric, c.week_on, c.threshold, c.floor, c.rule, n.tests, t.release_on
from compared c
join counted n on n.metric = c.metric and n.week_on = c.week_on
join core.track t on t.track_id = c.track_id
where abs(c.change) >= c.floor
  and (c.this_week >= c.threshold * c.last_week or c.last_week >= c.threshold * c.this_week)
order by c.metric, c.week_on, c.artist_id, c.track_id
