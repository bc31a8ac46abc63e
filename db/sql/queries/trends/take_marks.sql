-- What changed since the last rollup, taken away in the transaction that rebuilds it. The first Friday of all stands
-- for "everything", so that days can be counted from it.
create temporary table touched_mark on commit drop as
with taken as (
    delete from ops.dirty_mark returning series_id, artist_id, since_on
)
select series_id, artist_id, core.week_on(greatest(min(since_on), date '1900-01-05')) as since_week
from taken
group by series_id, artist_id
