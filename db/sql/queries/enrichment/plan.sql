-- Queue what heard tracks still lack, the most played first: new things once, again when stale (fetch_policy), and an
-- identity also when the catalogue has told more since, or by older rules than :match_version.
with listened as (
    select p.heard_item_id, count(*) filter (where p.ms_played >= (select least_play_ms from ops.listening_basis)) as plays
    from core.play p
    join core.heard_item h on h.heard_item_id = p.heard_item_id
    where h.kind = 'music' and (cast(:user_id as int) is null or p.user_id = :user_id)
    group by p.heard_item_id
), chosen as (
    select heard_item_id, least(plays, 32767)::smallint as priority
    from listened
    order by plays desc, heard_item_id
    limit cast(:most as bigint)
), wanted as (
    select 'spotify_track' as kind, heard_item_id::bigint as entity_id, priority, null::timestamptz as told_at,
           false as by_older_rules
    from chosen
    union all
    select 'spotify_album', t.catalog_album_id, max(c.priority), null, false
    from chosen c
    join core.heard_item h on h.heard_item_id = c.heard_item_id
    join core.catalog_track t on t.catalog_track_id = h.catalog_track_id
    where t.catalog_album_id is not null
    group by t.catalog_album_id
    union all
    select 'recording_match', c.heard_item_id, c.priority, case when w.outcome = 'stored' then w.done_at end,
           coalesce(i.match_version <> :match_version and i.method <> 'override', false)
    from chosen c
    left join ops.work w on w.kind = 'spotify_track' and w.entity_id = c.heard_item_id
    left join core.item_recording i on i.heard_item_id = c.heard_item_id
    where not :has_spotify or w.state in ('done', 'dead')
    union all
    select 'tags_' || s.source, s.target_id, max(c.priority), null, false
    from chosen c
    join core.item_target i on i.heard_item_id = c.heard_item_id
    join core.tag_target s on s.target_id = i.target_id
    group by s.target_id
), once as (
    select * from wanted where kind = any(:kinds)
), due as (
    select o.kind, o.entity_id, o.priority
    from once o
    join ops.fetch_policy f on f.kind = o.kind
    left join ops.work w on w.kind = o.kind and w.entity_id = o.entity_id and w.platform = '' and w.for_at is null
    where w.work_id is null
       or (w.state = 'done' and (w.done_at + f.stale_after <= now() or o.told_at > w.done_at or o.by_older_rules))
), queued as (
    insert into ops.work (kind, entity_id, priority)
    select kind, entity_id, priority from due order by kind, entity_id
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, priority = excluded.priority, next_try_at = now(), reason = null,
        outcome = null, queued_for = null, queued_at = now()
    where ops.work.state = 'done'
    returning work_id, (xmax = 0) as is_new
)
select (select count(*) from once) as found_items,
       count(*) filter (where is_new) as new_items, count(*) filter (where not is_new) as again_items,
       -- of a part of what was heard, just that part is worked off, whatever else waits
       case when cast(:user_id as int) is not null or cast(:most as bigint) is not null
            then array(select work_id from queued
                       union
                       select w.work_id
                       from once o
                       join ops.work w on w.kind = o.kind and w.entity_id = o.entity_id
                       where w.state in ('pending', 'retry', 'leased')) end as open_ids
from queued
