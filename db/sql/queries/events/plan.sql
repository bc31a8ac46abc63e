-- Queue what is to be read of followed artists: new or stale by the fetch policy, and for each of the last weeks the radio
-- play of their tracks that moved by a quarter and 1,000 streams. What the plan leaves out is asked again after 30 days.
with followed as (
    select a.artist_id, a.artist_id_soundcharts is not null as is_known, a.artist_id_spotify is not null as can_be_found
    from app.artist_card c join core.artist a on a.artist_id = c.artist_id
    where c.status <> 'archived'
), moved as (
    select distinct w.track_id, w.week_on
    from mart.newest_week n
    join core.metric m on m.metric_id = n.metric_id and m.code = 'track_luminate_streams'
    join mart.track_week w on w.metric_id = n.metric_id and w.week_on > n.week_on - 7 * :weeks and w.week_on <= n.week_on
    join core.track t on t.track_id = w.track_id and t.track_id_soundcharts is not null
    join mart.artist_song s on s.track_id = w.track_id
    join followed f on f.artist_id = s.artist_id
    where abs(w.change) >= 1000 and abs(w.change) * 4 >= w.last_week
), wanted as (
    select k.kind, f.artist_id as entity_id, null::timestamptz as for_at, null::date as first_on
    from followed f
    cross join ops.work_kind k
    where k.kind = any(:kinds) and k.entity = 'artist'
      and case when k.kind = 'artist_identity' then not f.is_known and f.can_be_found else f.is_known end
    union all
    select 'track_radio', track_id, week_on::timestamp at time zone 'UTC', week_on
    from moved where 'track_radio' = any(:kinds)
    union all
    -- a sound the vendor has not named may be a slip
    select distinct 'tiktok_sound', s.sound_id, null::timestamptz, null::date
    from core.artist_sound l join core.sound s on s.sound_id = l.sound_id and s.sound_id_vendor is null
    where l.known_until is null and 'tiktok_sound' = any(:kinds)
    union all
    -- a song that an event named first is told from the vendor's by its metadata
    select distinct 'track_metadata', e.track_id, null::timestamptz, null::date
    from core.event e join core.track t on t.track_id = e.track_id and t.isrc is null and t.track_id_soundcharts is not null
    where 'track_metadata' = any(:kinds)
), due as (
    select w.*
    from wanted w
    left join ops.fetch_policy f on f.kind = w.kind
    left join ops.work o on o.kind = w.kind and o.entity_id = w.entity_id and o.platform = ''
     and o.for_at is not distinct from w.for_at
    where (o.work_id is null or (w.for_at is null and o.state = 'done' and o.done_at + f.stale_after <= now()))
      and not exists (select from ops.capability c
                      where c.provider = 'soundcharts' and not c.is_available and c.checked_at > now() - interval '30 days'
                        and c.feature = case w.kind when 'track_radio' then 'song_radio' when 'artist_identity' then 'artist_by_platform' else w.kind end)
), queued as (
    insert into ops.work (kind, entity_id, platform, for_at, first_on, last_on, priority)
    select kind, entity_id, '', for_at, first_on, first_on + 6, case kind when 'artist_identity' then 5 else 1 end
    from due
    order by kind, entity_id, for_at
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_at = now()
    where ops.work.state in ('done', 'dead')
    returning (xmax = 0) as is_new
)
select (select count(*) from wanted) as found_items, count(*) filter (where is_new) as new_items,
       count(*) filter (where not is_new) as again_items
from queued
