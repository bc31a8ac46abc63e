-- What of followed artists Soundcharts is asked for: audiences and popularity on Spotify of the artist, popularity of the
-- ten tracks with the most streams. New things once, others again where they do not reach the day (fetch_policy).
with followed as (
    select a.artist_id from core.artist a
    where a.artist_id_soundcharts is not null
      and exists (select from app.artist_card c where c.artist_id = a.artist_id and c.status = 'confirmed')
), best as (
    select f.artist_id, t.track_id, row_number() over (partition by f.artist_id order by w.level desc nulls last, t.track_id) as place
    from followed f
    join (select artist_id, track_id from core.track_artist
          union
          select artist_id, track_id from mart.artist_song) k on k.artist_id = f.artist_id
    join core.track t on t.track_id = k.track_id and t.track_id_soundcharts is not null
    left join lateral (
        select w.level from mart.track_week w
        join core.metric m on m.metric_id = w.metric_id and m.code = 'track_spotify_streams'
        where w.track_id = t.track_id and w.week_on <= :day
        order by w.week_on desc limit 1) w on true
), wanted as (
    select kind, artist_id as entity_id
    from followed cross join (values ('artist_audience'), ('artist_popularity')) as k (kind)
    union
    select 'track_popularity', track_id from best where place <= 10
), asked as (
    select * from wanted where kind = any(:kinds)
), due as (
    select a.kind, a.entity_id
    from asked a
    join ops.fetch_policy f on f.kind = a.kind
    left join ops.work w on w.kind = a.kind and w.entity_id = a.entity_id and w.platform = 'spotify' and w.for_at is null
    where w.work_id is null or w.state = 'dead'
       or (w.state = 'done' and case when w.covered_until is not null then w.covered_until + f.stale_after <= cast(:day as date)
                                     else w.done_at + f.stale_after <= now() end)
), queued as (
    insert into ops.work (kind, entity_id, platform)
    select kind, entity_id, 'spotify' from due order by kind, entity_id
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_for = null,
        queued_at = now()
    where ops.work.state in ('done', 'dead')
    returning work_id
)
select work_id from queued
union
select w.work_id
from asked a
join ops.work w on w.kind = a.kind and w.entity_id = a.entity_id and w.platform = 'spotify' and w.for_at is null
where w.state in ('pending', 'retry', 'leased')
