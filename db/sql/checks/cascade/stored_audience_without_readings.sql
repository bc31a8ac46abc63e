-- fail: An audience item that says it stored readings, for an entity that has none on that platform.
select case w.kind when 'track_audience' then 'track' else 'artist' end as entity_kind, w.entity_id,
       w.platform as entity_name, 'readings of a stored audience' as missing
from ops.work w
where w.kind in ('track_audience', 'artist_audience') and w.state = 'done' and w.outcome in ('stored', 'unchanged')
  and not exists (
      select from core.audience_series s
      join core.metric m on m.metric_id = s.metric_id
      join core.platform p on p.platform_id = m.platform_id and p.code = w.platform
      where case w.kind when 'track_audience' then s.track_id else s.artist_id end = w.entity_id
  )
