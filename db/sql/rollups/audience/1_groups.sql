-- grain:   one row per series of core.audience_group_series, per group of core.audience_group
-- sources: core.audience_series, credits, links and sounds as they now are, touched_mark (what changed)
-- window:  all series; touched_group tells from which day on each group's sums are to be made again
-- re-run:  safe; a series stays in its group while its artists are the same
-- What changes from here on is noted anew, for the next time.
delete from core.audience_change;

update core.audience_group_series s
set first_on = p.observed_on
from (
    -- where later days alone changed, the first one is what it was
    select g.series_id, (select observed_on from core.audience_point where series_id = g.series_id order by observed_on limit 1)
               as observed_on
    from touched_mark m join core.audience_group_series g on g.series_id = m.series_id and m.since_week <= g.first_on
    offset 0
) p
where s.series_id = p.series_id and s.first_on <> p.observed_on;

create temporary table wanted_series on commit drop as
with single as (
    -- of ids that mirror each other, or are separate things, which tells depends on the period
    select e.series_id, e.metric_id, e.track_id, e.sound_id, m.membership, s.first_on,
           count(*) over (partition by e.metric_id, e.track_id, e.sound_id) as ids
    from core.audience_series e
    join core.metric m on m.metric_id = e.metric_id and m.metric_kind in ('flow', 'counter') and m.entity_kind <> 'artist'
    left join core.audience_group_series s on s.series_id = e.series_id
    where e.country_code is null
), credit as (
    select 'credits' as membership, track_id, null::bigint as sound_id, array_agg(artist_id order by artist_id) as artist_ids
    from core.track_artist group by track_id
    union all
    select 'links', track_id, null, array_agg(distinct artist_id order by artist_id) from mart.artist_song group by track_id
    union all
    select 'sounds', null, sound_id, array_agg(distinct artist_id order by artist_id)
    from core.artist_sound where known_until is null group by sound_id
)
select s.series_id, s.metric_id, r.first_on, coalesce(c.artist_ids, '{}') as artist_ids
from single s
cross join lateral (
    select coalesce(s.first_on, (select p.observed_on from core.audience_point p
                                 where p.series_id = s.series_id order by p.observed_on limit 1)) as first_on) r
left join core.track t on t.track_id = s.track_id
left join credit c on c.membership = case when s.sound_id is null then s.membership else 'sounds' end
 and coalesce(c.track_id, 0) = coalesce(s.track_id, 0) and coalesce(c.sound_id, 0) = coalesce(s.sound_id, 0)
-- a reading before the release is expected of nobody, so that sums could not tell how many of those expected came
where s.ids = 1 and r.first_on is not null and (t.release_on <= r.first_on) is not false;

-- series that enter a group, leave one, or go from one to another
create temporary table moved_series on commit drop as
select coalesce(w.series_id, s.series_id) as series_id, w.metric_id, w.artist_ids, w.first_on, s.group_id as left_id, s.first_on as left_on
from wanted_series w
full join (
    select s.series_id, s.group_id, s.first_on, g.metric_id, g.artist_ids
    from core.audience_group_series s join core.audience_group g on g.group_id = s.group_id) s on s.series_id = w.series_id
where (w.metric_id, w.artist_ids) is distinct from (s.metric_id, s.artist_ids);

insert into core.audience_group (metric_id, artist_ids, series_count)
select distinct metric_id, artist_ids, 0 from moved_series m
where metric_id is not null
  and not exists (select from core.audience_group g where g.metric_id = m.metric_id and g.artist_ids = m.artist_ids);

create temporary table touched_group on commit drop as
select group_id, min(since_on) as since_on
from (
    select left_id as group_id, left_on as since_on from moved_series where left_id is not null
    union all
    select g.group_id, m.first_on
    from moved_series m join core.audience_group g on g.metric_id = m.metric_id and g.artist_ids = m.artist_ids
    union all
    select s.group_id, m.since_week
    from touched_mark m join core.audience_group_series s on s.series_id = m.series_id
    union all
    -- one of its series is gone
    select g.group_id, '-infinity'
    from core.audience_group g
    where g.series_count <> (select count(*) from core.audience_group_series s where s.group_id = g.group_id)
) t
group by group_id;

delete from core.audience_group_series s using moved_series m where s.series_id = m.series_id;

insert into core.audience_group_series (series_id, group_id, first_on)
select m.series_id, g.group_id, m.first_on
from moved_series m join core.audience_group g on g.metric_id = m.metric_id and g.artist_ids = m.artist_ids;

update core.audience_group g
set series_count = n.series, whole_on = n.whole_on
from (
    select t.group_id, count(s.series_id) as series, max(s.first_on) as whole_on
    from touched_group t left join core.audience_group_series s on s.group_id = t.group_id
    group by t.group_id) n
where g.group_id = n.group_id and (g.series_count, g.whole_on) is distinct from (n.series, n.whole_on);

delete from core.audience_group g
where not exists (select from core.audience_group_series s where s.group_id = g.group_id);

create index on touched_group (group_id);
analyze touched_group
