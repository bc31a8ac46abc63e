-- State of everything that is fetched: what is known, waiting, failed, and why. The data team's list.
create view mart.fetch_state as
select w.work_id, w.kind, w.entity_id, coalesce(t.name, a.name, c.name, h.name, l.name, s.name) as entity_name, w.platform, w.for_at,
       w.state, w.outcome, w.reason, w.attempts, w.priority, w.queued_for, w.next_try_at, w.done_at,
       w.covered_from, w.covered_until, core.work_label(w.kind) as what, core.standing_label(w.state, w.outcome) as standing,
       core.reason_label(w.reason) as why, coalesce(p.name, '') as platform_name
from ops.work w
left join core.track t on w.kind in ('track_metadata', 'track_audience') and t.track_id = w.entity_id
left join core.artist a on w.kind in ('artist_metadata', 'artist_audience') and a.artist_id = w.entity_id
left join core.chart c on w.kind = 'chart_ranking' and c.chart_id = w.entity_id
left join core.heard_item h on w.kind in ('spotify_track', 'recording_match') and h.heard_item_id = w.entity_id
left join core.catalog_album l on w.kind = 'spotify_album' and l.catalog_album_id = w.entity_id
left join core.platform p on p.code = w.platform
left join core.tag_target s on w.kind = 'tags_' || s.source and s.target_id = w.entity_id;
