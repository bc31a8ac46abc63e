-- Tracks of followed artists whose change meets the plain rule and the floor, week by week, and how many tracks of the
-- metric could be compared in that week. The few that moved are looked up, not the many that are followed.
with rule as materialized (
    select artist_id, metric, threshold, floor, rule from core.spike_rule_applied()
), loosest as (
    select metric, min(threshold) as threshold, min(floor) as floor from rule group by metric
), compared as (
    select m.code as metric, w.week_on, w.track_id, w.this_week, w.last_week, w.change
    from track_week w
    join core.metric m on m.metric_id = w.metric_id and m.membership = 'links'
    where w.week_on >= cast(:first_week as date) and w.change is not null
), counted as (
    select metric, week_on, count(*) as tests from compared group by metric, week_on
), moved as (
    select c.*
    from compared c
    join loosest l on l.metric = c.metric
    where abs(c.change) >= l.floor
      and (c.this_week >= l.threshold * c.last_week or c.last_week >= l.threshold * c.this_week)
), held as materialized (
    select distinct a.artist_id, l.track_id
    from (select distinct track_id from moved) t
    join core.song_link_known(cast(:known_at as timestamptz)) l on l.track_id = t.track_id
    join core.account_track h on h.spotify_track_id = l.spotify_track_id
     and tstzrange(h.known_from, h.known_until) @> cast(:known_at as timestamptz)
    join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
)
select h.artist_id, c.track_id, c.metric, c.week_on, r.threshold, r.floor, r.rule, n.tests, t.release_on
from moved c
join held h on h.track_id = c.track_id
join rule r on r.artist_id = h.artist_id and r.metric = c.metric
join counted n on n.metric = c.metric and n.week_on = c.week_on
join core.track t on t.track_id = c.track_id
where abs(c.change) >= r.floor
  and (c.this_week >= r.threshold * c.last_week or c.last_week >= r.threshold * c.this_week)
order by c.metric, c.week_on, h.artist_id, c.track_id
