-- What daily readings are expected of each track, artist and sound on each platform, and which days came. Of groups whose
-- sums by day are known (core.audience_groups) these tell which came, and those expected from one day on are one row.
create or replace function core.audience_cells(
    artists bigint[], metrics smallint[], from_on date, to_on date, country text, groups bigint[] default null)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, members bigint, expected_from date, read_on date[])
    language sql stable parallel safe
as $$
    with summed as materialized (
        -- of what was read before the period, or before its release, nothing else is to be known
        select e.series_id, e.metric_id, e.track_id, e.sound_id, s.first_on, greatest(from_on, t.release_on) as since_on,
               s.first_on <= greatest(from_on, t.release_on) as is_known
        from core.audience_group g
        join core.audience_group_series s on s.group_id = g.group_id
        join core.audience_series e on e.series_id = s.series_id
        left join core.track t on t.track_id = e.track_id
        where g.group_id = any (groups) and (g.whole_on <= from_on) is not true
    ), known as (
        select g.metric_id, from_on as since_on, sum(g.series_count) as members
        from core.audience_group g
        where g.group_id = any (groups) and g.whole_on <= from_on
        group by g.metric_id
        union all
        select s.metric_id, s.since_on, count(*) from summed s where s.is_known group by s.metric_id, s.since_on
    ), member as materialized (
        select k.* from core.audience_members(artists, metrics, country, groups) k
        join core.metric m on m.metric_id = k.metric_id and m.metric_kind <> 'weekly'
            -- listeners are told by country on some days only
            and (country is null or m.metric_kind <> 'rolling')
        union all
        select s.metric_id, s.track_id, null, s.sound_id, array[s.series_id] from summed s where not s.is_known
    ), entity as materialized (
        select distinct track_id, artist_id, sound_id from member
    ), first_reading as (
        select e.track_id, e.artist_id, e.sound_id,
               min(coalesce(s.first_on, (select p.observed_on from core.audience_point p
                                         where p.series_id = e.series_id order by p.observed_on limit 1))) as first_on
        from (
            select null::integer as series_id, k.* from entity k
            union all
            select e.series_id, k.* from entity k join core.audience_series e on e.track_id = k.track_id
            union all
            select e.series_id, k.* from entity k join core.audience_series e on e.artist_id = k.artist_id
            union all
            select e.series_id, k.* from entity k join core.audience_series e on e.sound_id = k.sound_id) e
        left join core.audience_group_series s on s.series_id = e.series_id and s.group_id = any (groups)
        group by e.track_id, e.artist_id, e.sound_id
    ), since as (
        -- release, or the first chart entry or reading if that is later; chart entries, of which there are many, are
        -- looked at only where readings leave it open. Of what nothing is known nothing is expected.
        select r.track_id, r.artist_id, r.sound_id,
               greatest(from_on, t.release_on, case when r.first_on <= greatest(from_on, t.release_on) then r.first_on
                   when coalesce(c.entered_on, r.first_on, t.release_on) is null then 'infinity'
                   else least(c.entered_on, r.first_on) end) as expected_from
        from first_reading r
        left join core.track t on t.track_id = r.track_id
        cross join lateral (
            select min(coalesce(e.entered_on, e.ranked_at::date)) as entered_on
            from core.chart_entry e
            where e.track_id = r.track_id and (r.first_on <= greatest(from_on, t.release_on)) is not true) c
    ), expected as (
        -- a window instead of a join: planners take members for few, and would go through all of them for each
        select e.*, max(e.since_on) over (partition by e.track_id, e.artist_id, e.sound_id) as expected_from
        from (
            select m.metric_id, m.track_id, m.artist_id, m.sound_id, m.series_ids, null::date as since_on from member m
            union all
            select null, s.track_id, s.artist_id, s.sound_id, null, s.expected_from from since s) e
    )
    select n.metric_id, null, null, null, n.members, n.since_on, '{}'::date[] from known n where n.since_on <= to_on
    union all
    select k.metric_id, k.track_id, k.artist_id, k.sound_id, 1, k.expected_from,
           case when k.series_ids[1] in (select s.series_id from summed s) then '{}'
                when cardinality(k.series_ids) = 1
                then array(select p.observed_on from core.audience_point p
                           where p.series_id = k.series_ids[1] and p.observed_on between k.expected_from and to_on)
                else array(select distinct p.observed_on from unnest(k.series_ids) as e (series_id)
                           join core.audience_point p on p.series_id = e.series_id and p.observed_on between k.expected_from and to_on)
           end
    from expected k
    where k.metric_id is not null and k.expected_from <= to_on
$$;

comment on function core.audience_cells(bigint[], smallint[], date, date, text, bigint[]) is
    'For each daily metric of each track, artist and sound of artists (null: all): the first day of the period a reading is expected, and the days read since. members: how many of them a row is of.';
