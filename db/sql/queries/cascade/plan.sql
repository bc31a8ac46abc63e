-- Queue what active schedules lead to: metadata and audience of every track and artist in their charts.
-- New things are queued, stale ones (fetch_policy, fetch_rule) queued again; what goes beyond a schedule's budget of the day waits
-- for tomorrow and the days after it, queued all the same, so that nothing is unaccounted for.
with schedule as (
    select s.*, c.chart_id,
           s.daily_call_budget - (
               select count(*) from ops.call k join ops.work w on w.work_id = k.work_id
               where w.queued_for = s.slug and k.called_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
           ) - (
               select count(*) from ops.work w
               where w.queued_for = s.slug and w.state in ('pending', 'retry', 'leased')
                 and w.next_try_at < (date_trunc('day', now() at time zone 'UTC') + interval '1 day') at time zone 'UTC'
           ) as budget_left
    from ops.chart_schedule s
    join core.chart c on c.slug = s.slug
    where s.is_active and (cast(:slug as text) is null or s.slug = :slug)
), charted as (
    select s.slug, e.track_id, s.priority * 10 + case when min(e.position) <= 10 then 2
                                                      when min(e.position) <= 50 then 1 else 0 end as priority
    from schedule s
    join core.chart_entry e on e.chart_id = s.chart_id
    where :everything or e.ranked_at >= cast(:as_of as date) - s.history_days
    group by s.slug, s.priority, e.track_id
), credited as (
    select c.slug, ta.artist_id, max(c.priority) as priority
    from charted c join core.track_artist ta on ta.track_id = c.track_id
    group by c.slug, ta.artist_id
), wanted as (
    select 'track_metadata' as kind, c.track_id as entity_id, '' as platform, c.priority, s.slug,
           s.metadata_delay_seconds as delay_s
    from charted c join schedule s using (slug) where s.auto_fetch_track_metadata
    union all
    select 'artist_metadata', c.artist_id, '', c.priority, s.slug, s.metadata_delay_seconds
    from credited c join schedule s using (slug) where s.auto_fetch_artist_metadata
    union all
    select 'track_audience', c.track_id, p.platform, c.priority, s.slug, s.audience_delay_seconds
    from charted c join schedule s using (slug) cross join unnest(s.priority_platforms) as p (platform)
    where s.auto_fetch_audience
    union all
    select 'artist_audience', c.artist_id, p.platform, c.priority, s.slug, s.audience_delay_seconds
    from credited c join schedule s using (slug) cross join unnest(s.artist_platforms) as p (platform)
    where s.auto_fetch_audience
), once as (
    select distinct on (kind, entity_id, platform) *
    from wanted
    where kind = any(:kinds)
    order by kind, entity_id, platform, priority desc, slug
), sized as (
    -- the highest bound of a rule that an artist's streams reach; nobody is measured where no rule asks for it
    select z.artist_id, b.bounds[z.tier] as streams
    from (select array(select distinct least_streams::double precision from ops.fetch_rule where least_streams > 0 order by 1)) b (bounds)
    cross join lateral core.size_on(cast(:as_of as date), b.bounds) z
    where cardinality(b.bounds) > 0 and z.tier > 0
), size as (
    select 'artist' as entity, artist_id as entity_id, streams from sized
    union all
    select 'track', ta.track_id, max(s.streams) from sized s join core.track_artist ta using (artist_id) group by ta.track_id
), due as (
    select o.*, w.work_id
    from once o
    join ops.fetch_policy p on p.kind = o.kind
    left join size z on z.entity = split_part(o.kind, '_', 1) and z.entity_id = o.entity_id
    cross join lateral (
        -- the narrowest rule: of the platform before all, then of the largest
        select coalesce((select r.stale_after from ops.fetch_rule r
                         where r.kind = o.kind and r.platform in ('', o.platform) and r.least_streams <= coalesce(z.streams, 0)
                         order by r.platform <> '' desc, r.least_streams desc limit 1), p.stale_after) as stale_after) f
    left join ops.work w on w.kind = o.kind and w.entity_id = o.entity_id and w.platform = o.platform and w.for_at is null
    where w.work_id is null
       or (:force and w.state in ('done', 'dead'))
       or (w.state = 'done' and case when o.kind in ('track_audience', 'artist_audience') and w.covered_until is not null
                                     then w.covered_until + f.stale_after <= cast(:as_of as date)
                                     else w.done_at + f.stale_after <= now() end)
), ranked as (
    select d.*, s.daily_call_budget, s.budget_left,
           row_number() over (partition by d.slug order by d.priority desc, d.kind desc, d.entity_id, d.platform) as place
    from due d join schedule s using (slug)
), budgeted as (
    -- 0 is today; each later day takes as many as the budget of a day
    select *, case when place > budget_left
                   then 1 + (place - greatest(budget_left, 0) - 1) / greatest(daily_call_budget, 1)
                   else 0 end as days_off
    from ranked
), queued as (
    insert into ops.work (kind, entity_id, platform, priority, queued_for, next_try_at, reason)
    select kind, entity_id, platform, priority, slug,
           case when days_off > 0
                then (date_trunc('day', now() at time zone 'UTC') + make_interval(days => days_off::int)) at time zone 'UTC'
                else now() + make_interval(secs => delay_s) end,
           case when days_off > 0 then format('the budget of the day for %s is spent', slug) end
    from budgeted
    order by kind, entity_id, platform
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, priority = excluded.priority, queued_for = excluded.queued_for,
        next_try_at = excluded.next_try_at, reason = excluded.reason, outcome = null, queued_at = now(),
        covered_from = case when :force then null else ops.work.covered_from end,
        covered_until = case when :force then null else ops.work.covered_until end
    where ops.work.state in ('done', 'dead')
    returning (xmax = 0) as is_new
)
select count(*) filter (where is_new) as new_items, count(*) filter (where not is_new) as again_items,
       (select count(*) from once) as found_items,
       (select count(*) from budgeted where days_off > 0) as over_budget_items
from queued
