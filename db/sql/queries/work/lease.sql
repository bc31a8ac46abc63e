-- Take up to :batch due items nobody holds, of :only these where given. Workers never wait for each other.
with due as (
    select work_id
    from ops.work
    where kind = any(:kinds) and state in ('pending', 'retry') and next_try_at <= now()
      and (cast(:only as bigint[]) is null or work_id = any(:only))
    order by priority desc, next_try_at, work_id
    limit :batch
    for update skip locked
), taken as (
    update ops.work w
    set state = 'leased', leased_by = :worker, lease_until = now() + make_interval(secs => :lease_s),
        attempts = w.attempts + 1
    from due
    where w.work_id = due.work_id
    returning w.work_id, w.kind, w.entity_id, w.platform, w.for_at, w.priority, w.attempts,
              w.covered_from, w.covered_until, w.first_on, w.last_on
)
select taken.*, coalesce(t.track_id_soundcharts::text, a.artist_id_soundcharts::text, a.artist_id_spotify, c.slug,
                         h.item_id_spotify, h.name, l.album_id_spotify, s.source_key, o.title, n.sound_id_tiktok, '') as entity_key
from taken
join ops.work_kind k on k.kind = taken.kind
left join core.track t on k.entity = 'track' and t.track_id = taken.entity_id
left join core.artist a on k.entity = 'artist' and a.artist_id = taken.entity_id
left join core.chart c on k.entity = 'chart' and c.chart_id = taken.entity_id
left join core.heard_item h on k.entity = 'heard_item' and h.heard_item_id = taken.entity_id
left join core.catalog_album l on k.entity = 'catalog_album' and l.catalog_album_id = taken.entity_id
left join core.tag_target s on k.entity = 'tag_target' and s.target_id = taken.entity_id
left join core.work o on k.entity = 'work' and o.work_id = taken.entity_id
left join core.sound n on k.entity = 'sound' and n.sound_id = taken.entity_id
order by taken.priority desc, taken.work_id
