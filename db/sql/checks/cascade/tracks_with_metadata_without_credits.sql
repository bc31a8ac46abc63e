-- fail: A track whose metadata was stored with artists named, and which is credited to nobody.
select 'track' as entity_kind, t.track_id as entity_id, t.name as entity_name, 'credits' as missing
from ops.work w
join core.track t on t.track_id = w.entity_id
where w.kind = 'track_metadata' and w.state = 'done' and w.outcome in ('stored', 'unchanged') and w.reason is null
  and not exists (select from core.track_artist ta where ta.track_id = t.track_id)
