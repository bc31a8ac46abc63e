-- fail: An artist credited on a charted track of an active schedule that fetches metadata, about whose metadata nothing is known.
select 'artist' as entity_kind, a.artist_id as entity_id, a.name as entity_name, 'metadata' as missing
from ops.chart_schedule s
join core.chart c on c.slug = s.slug
join core.chart_entry e on e.chart_id = c.chart_id
join core.track_artist ta on ta.track_id = e.track_id
join core.artist a on a.artist_id = ta.artist_id
where (cast(:slug as text) is null or s.slug = :slug) and s.is_active and s.auto_fetch_artist_metadata
  and e.ranked_at >= cast(:as_of as date) - s.history_days
  and not exists (select from ops.work w where w.kind = 'artist_metadata' and w.entity_id = a.artist_id)
group by a.artist_id, a.name
