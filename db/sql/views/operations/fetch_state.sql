-- State of everything that is fetched: what is known, waiting, failed, and why. The data team's list.
create view mart.fetch_state as
select w.work_id, w.kind, w.entity_id, coalesce(t.name, a.name, c.name, h.name, l.name, s.name, o.title, n.sound_id_tiktok) as entity_name, w.platform, w.for_at,
       w.state, w.outcome, w.reason, w.attempts, w.priority, w.queued_for, w.next_try_at, w.done_at,
       w.covered_from, w.covered_until, k.label as what, core.standing_label(w.state, w.outcome) as standing,
       core.reason_label(w.reason) as why, coalesce(p.name, '') as platform_name
from ops.work w
join ops.work_kind k on k.kind = w.kind
left join core.track t on k.entity = 'track' and t.track_id = w.entity_id
left join core.artist a on k.entity = 'artist' and a.artist_id = w.entity_id
left join core.chart c on k.entity = 'chart' and c.chart_id = w.entity_id
left join core.heard_item h on k.entity = 'heard_item' and h.heard_item_id = w.entity_id
left join core.catalog_album l on k.entity = 'catalog_album' and l.catalog_album_id = w.entity_id
left join core.tag_target s on k.entity = 'tag_target' and s.target_id = w.entity_id
left join core.work o on k.entity = 'work' and o.work_id = w.entity_id
left join core.sound n on k.entity = 'sound' and n.sound_id = w.entity_id
left join core.platform p on p.code = w.platform;
