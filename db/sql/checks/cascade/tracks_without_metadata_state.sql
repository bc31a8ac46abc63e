-- fail: A track in the chart of an active schedule that fetches metadata, about whose metadata nothing is known.
select 'track' as entity_kind, e.track_id as entity_id, t.name as entity_name, 'metadata' as missing
from ops.chart_schedule s
join core.chart c on c.slug = s.slug
join core.chart_entry e on e.chart_id = c.chart_id
join core.track t on t.track_id = e.track_id
where (cast(:slug as text) is null or s.slug = :slug) and s.is_active and s.auto_fetch_track_metadata
  and e.ranked_at >= cast(:as_of as date) - s.history_days
  and not exists (select from ops.work w where w.kind = 'track_metadata' and w.entity_id = e.track_id)
group by e.track_id, t.name
