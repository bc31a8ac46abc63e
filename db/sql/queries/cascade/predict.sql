-- What a forced refresh of a chart would ask for, by kind: items, and for audiences the days each would be asked for.
with schedule as (
    select s.*, c.chart_id from ops.chart_schedule s join core.chart c on c.slug = s.slug
    where s.is_active and (cast(:slug as text) is null or s.slug = :slug)
), charted as (
    select distinct s.slug, e.track_id
    from schedule s join core.chart_entry e on e.chart_id = s.chart_id
    where e.ranked_at >= cast(:as_of as date) - s.history_days
), credited as (
    select distinct c.slug, ta.artist_id from charted c join core.track_artist ta on ta.track_id = c.track_id
), wanted as (
    select 'track_metadata' as kind, track_id as entity_id, '' as platform from charted
    union select 'artist_metadata', artist_id, '' from credited
    union select 'track_audience', track_id, p from charted join schedule using (slug) cross join unnest(priority_platforms) p
    union select 'artist_audience', artist_id, p from credited join schedule using (slug) cross join unnest(artist_platforms) p
)
select w.kind, w.platform, count(*) as items, max(f.history_days) as history_days
from wanted w join ops.fetch_policy f on f.kind = w.kind
group by w.kind, w.platform
order by w.kind, w.platform
