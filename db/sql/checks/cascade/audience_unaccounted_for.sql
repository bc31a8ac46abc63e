-- fail: A track or artist of an active schedule that fetches audiences, with a platform about which nothing is known.
with charted as (
    select distinct s.slug, e.track_id
    from ops.chart_schedule s
    join core.chart c on c.slug = s.slug
    join core.chart_entry e on e.chart_id = c.chart_id
    where (cast(:slug as text) is null or s.slug = :slug) and s.is_active and s.auto_fetch_audience
      and e.ranked_at >= cast(:as_of as date) - s.history_days
)
select 'track' as entity_kind, t.track_id as entity_id, t.name as entity_name, 'audience on ' || p.platform as missing
from charted ch
join ops.chart_schedule s on s.slug = ch.slug
cross join unnest(s.priority_platforms) as p (platform)
join core.track t on t.track_id = ch.track_id
where not exists (
    select from ops.work w where w.kind = 'track_audience' and w.entity_id = t.track_id and w.platform = p.platform
)
group by t.track_id, t.name, p.platform
union all
select 'artist', a.artist_id, a.name, 'audience on ' || p.platform
from charted ch
join ops.chart_schedule s on s.slug = ch.slug
join core.track_artist ta on ta.track_id = ch.track_id
join core.artist a on a.artist_id = ta.artist_id
cross join unnest(s.artist_platforms) as p (platform)
where not exists (
    select from ops.work w where w.kind = 'artist_audience' and w.entity_id = a.artist_id and w.platform = p.platform
)
group by a.artist_id, a.name, p.platform
