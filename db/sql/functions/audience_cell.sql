-- What daily readings are expected of each track, artist and sound on each platform, and which days came; of groups whose
-- sums by day are known (core.audience_groups) these tell which.
create or replace function core.audience_cells(
    artists bigint[], metrics smallint[], from_on date, to_on date, country text, groups bigint[] default null)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, expected_from date, read_on date[])
    language sql stable parallel safe
as $$
    with summed as materialized (
        select s.series_id, s.first_on from core.audience_group_series s where s.group_id = any (groups)
    ), member as materialized (
        select k.* from core.audience_members(artists, metrics, country) k
        join core.metric m on m.metric_id = k.metric_id and m.metric_kind <> 'weekly'
            -- listeners are told by country on some days only
            and (country is null or m.metric_kind <> 'rolling')
        -- a metric nothing was ever read of is not fed
        where exists (select from core.audience_series e where e.metric_id = k.metric_id)
    ), entity as materialized (
        select distinct track_id, artist_id, sound_id from member
    ), first_reading as (
        select e.track_id, e.artist_id, e.sound_id,
               min(coalesce(s.first_on, (select p.observed_on from core.audience_point p
                                         where p.series_id = e.series_id order by p.observed_on limit 1))) as first_on
        from (
            select e.* from entity k join core.audience_series e on e.track_id = k.track_id
            union all
            select e.* from entity k join core.audience_series e on e.artist_id = k.artist_id
            union all
            select e.* from entity k join core.audience_series e on e.sound_id = k.sound_id) e
        left join summed s on s.series_id = e.series_id
        group by e.track_id, e.artist_id, e.sound_id
    ), since as materialized (
        -- release, or the first chart entry or reading if that is later; chart entries, of which there are many, are
        -- looked at only where readings leave it open. Of what nothing is known nothing is expected.
        select k.track_id, k.artist_id, k.sound_id,
               greatest(from_on, t.release_on, case when r.first_on <= greatest(from_on, t.release_on) then r.first_on
                   when coalesce(c.entered_on, r.first_on, t.release_on) is null then 'infinity'
                   else least(c.entered_on, r.first_on) end) as expected_from
        from entity k
        left join core.track t on t.track_id = k.track_id
        left join first_reading r
          on coalesce(r.track_id, 0) = coalesce(k.track_id, 0) and coalesce(r.artist_id, 0) = coalesce(k.artist_id, 0)
         and coalesce(r.sound_id, 0) = coalesce(k.sound_id, 0)
        cross join lateral (
            select min(coalesce(e.entered_on, e.ranked_at::date)) as entered_on
            from core.chart_entry e
            where e.track_id = k.track_id and (r.first_on <= greatest(from_on, t.release_on)) is not true) c
    ), expected as (
        select k.*, s.expected_from
        from member k
        join since s
          on coalesce(s.track_id, 0) = coalesce(k.track_id, 0) and coalesce(s.artist_id, 0) = coalesce(k.artist_id, 0)
         and coalesce(s.sound_id, 0) = coalesce(k.sound_id, 0)
        where s.expected_from <= to_on
    )
    select k.metric_id, k.track_id, k.artist_id, k.sound_id, k.expected_from,
           case when k.series_ids[1] in (select s.series_id from summed s) then '{}'
                when cardinality(k.series_ids) = 1
                then array(select p.observed_on from core.audience_point p
                           where p.series_id = k.series_ids[1] and p.observed_on between k.expected_from and to_on)
                else array(select distinct p.observed_on from unnest(k.series_ids) as e (series_id)
                           join core.audience_point p on p.series_id = e.series_id and p.observed_on between k.expected_from and to_on)
           end
    from expected k
$$;

comment on function core.audience_cells(bigint[], smallint[], date, date, text, bigint[]) is
    'For each daily metric of each track, artist and sound of artists (null: all): the first day of the period a reading is expected, and the days read since.';
