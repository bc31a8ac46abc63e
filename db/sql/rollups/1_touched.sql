-- grain:   one row per series to be rolled up again, in a table that ends with the transaction
-- sources: ops.dirty_mark (taken away here), core.audience_series, core.track_artist
-- window:  from the Friday of the first changed day on
-- re-run:  safe; marks are taken in the transaction that rebuilds, so a failed rollup leaves them
create temporary table touched_mark on commit drop as
with taken as (
    delete from ops.dirty_mark returning series_id, artist_id, since_on
)
select series_id, artist_id, min(since_on) as since_on from taken group by series_id, artist_id;

-- ids of one entity are rolled up together, so one changed id touches all of them
create temporary table touched_series on commit drop as
select sibling.series_id, sibling.metric_id, sibling.track_id, sibling.artist_id, sibling.identifier,
       min(case when m.since_on = '-infinity' then m.since_on else core.week_on(m.since_on) end) as since_week
from touched_mark m
join core.audience_series s on s.series_id = m.series_id
join core.audience_series sibling
  on sibling.metric_id = s.metric_id
 and sibling.track_id is not distinct from s.track_id
 and sibling.artist_id is not distinct from s.artist_id
where sibling.country_code is null
group by sibling.series_id, sibling.metric_id, sibling.track_id, sibling.artist_id, sibling.identifier;

-- artists whose sums over tracks change: credited on a touched track, or their credits changed
create temporary table touched_artist on commit drop as
select artist_id, min(since_week) as since_week
from (
    select ta.artist_id, t.since_week
    from touched_series t join core.track_artist ta on ta.track_id = t.track_id
    union all
    select artist_id, since_on from touched_mark where artist_id is not null
) as touched
group by artist_id;
