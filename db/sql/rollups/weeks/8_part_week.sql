-- grain:   one row per part (track or sound) and week with figures in it or the week before; in tables that end with the transaction
-- sources: track_week and sound_week, member with its spans; links and sounds of followed artists, app.artist_card
-- window:  every week since the first changed one, and the week after the last with figures (all of it went missing)
-- re-run:  safe; reads only

-- who is added up for whom; a null team is the whole label
create temporary table roster_member on commit drop as
select distinct g.label, g.team, c.artist_id
from app.artist_card c
cross join lateral (values (c.label, null), (c.label, c.team), ('All', null), ('All', c.team)) as g (label, team)
where c.status = 'confirmed';

create index on roster_member (artist_id);
analyze roster_member;

-- tracks and sounds that several followed artists hold or held: labels count them once
create temporary table shared_part on commit drop as
with held as (
    select artist_id, 'track' as part_kind, track_id as part_id, span from core.artist_track_span()
    union all
    select artist_id, 'sound', sound_id, tstzrange(least(known_from, cast(:entries_from as timestamptz)), known_until)
    from core.artist_sound where known_from < coalesce(known_until, 'infinity')
), followed as (
    select h.* from held h where h.artist_id in (select artist_id from roster_member)
), several as (
    select part_kind, part_id from followed group by part_kind, part_id having min(artist_id) < max(artist_id)
)
select f.part_kind, f.part_id, f.artist_id, range_agg(f.span) as spans
from followed f
join several s using (part_kind, part_id)
group by f.part_kind, f.part_id, f.artist_id;

analyze shared_part;

create temporary table part_since on commit drop as
select part_kind, part_id, min(since_week) as since_week
from (
    select b.part_kind, b.part_id, greatest(t.since_week, cast(:first_week as date)) as since_week
    from touched_artist t join member b on b.artist_id = t.artist_id
    union all
    select part_kind, part_id, cast(:first_week as date) from shared_part
) p
group by part_kind, part_id;

analyze part_since;

create temporary table part_week on commit drop as
with part as (
    select 'track' as part_kind, w.track_id as part_id, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change,
           w.reported, k.release_on, p.since_week
    from part_since p
    join core.metric m on m.membership = 'links'
    join track_week w on w.track_id = p.part_id and w.metric_id = m.metric_id and w.week_on >= p.since_week - 7
     and w.week_on >= cast(:first_week as date) - 7
    join core.track k on k.track_id = w.track_id
    where p.part_kind = 'track'
    union all
    select 'sound', w.sound_id, w.metric_id, w.week_on, w.value, w.this_week, w.last_week, w.change, w.reported, null,
           p.since_week
    from part_since p
    join sound_week w on w.sound_id = p.part_id and w.week_on >= p.since_week - 7
     and w.week_on >= cast(:first_week as date) - 7
    where p.part_kind = 'sound'
), beside as (
    select coalesce(w.part_kind, l.part_kind) as part_kind, coalesce(w.part_id, l.part_id) as part_id,
           coalesce(w.metric_id, l.metric_id) as metric_id, coalesce(w.week_on, l.week_on + 7) as week_on,
           coalesce(w.since_week, l.since_week) as since_week,
           coalesce(w.release_on, l.release_on) as release_on, w.week_on is not null as is_seen,
           w.change is not null as is_compared, coalesce(w.value, 0) as value, l.reported as last_reported,
           case when w.change is not null then w.this_week else 0 end as matched,
           case when w.change is not null then w.last_week else 0 end as last_matched,
           coalesce(l.value, 0) as last_value, l.week_on is not null as was_seen
    from part w
    full join part l
      on l.part_kind = w.part_kind and l.part_id = w.part_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7
)
select part_kind, part_id, metric_id, week_on, is_seen, is_compared, value, matched, last_matched, last_value, last_reported,
       -- out for less than 4 weeks when the week ends; when the week before ended
       coalesce(release_on > week_on + 6 - cast(:release_days as int), false) as is_new,
       coalesce(release_on > week_on - 1 - cast(:release_days as int), false) as was_new,
       -- told by the days of both weeks; of a song that came out since the week before began, whole weeks are
       coalesce(release_on <= week_on + 6 - cast(:release_days as int), true) or (release_on <= week_on - 7 and was_seen)
           as is_matched
from beside
where week_on >= since_week;

create index on part_week (part_kind, part_id);
analyze part_week;

create temporary table artist_part on commit drop as
select t.artist_id, p.*, l.is_linked, l.was_linked
from touched_artist t
join member b on b.artist_id = t.artist_id
join part_week p on p.part_kind = b.part_kind and p.part_id = b.part_id and p.week_on >= t.since_week
cross join lateral core.part_link(b.spans, p.week_on, cast(:known_at as timestamptz)) l;
