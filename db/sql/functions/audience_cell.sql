-- What daily readings are expected of each track, artist and sound on each platform, and which days came.
create or replace function core.audience_cells(artists bigint[], metrics smallint[], from_on date, to_on date, country text)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, expected_from date, read_on date[])
    language sql stable parallel safe
as $$
    with member as materialized (
        select k.* from core.audience_members(artists, metrics, country) k
        join core.metric m on m.metric_id = k.metric_id and m.metric_kind <> 'weekly'
            -- listeners are told by country on some days only
            and (country is null or m.metric_kind <> 'rolling')
        -- a metric nothing was ever read of is not fed
        where exists (select from core.audience_series e where e.metric_id = k.metric_id)
    ), since as materialized (
        select k.track_id, k.artist_id, k.sound_id, core.audience_expected_from(k.track_id, k.artist_id, k.sound_id) as expected_from
        from (select distinct track_id, artist_id, sound_id from member) k
    ), expected as (
        select k.*, greatest(s.expected_from, from_on) as expected_from
        from member k
        join since s
          on coalesce(s.track_id, 0) = coalesce(k.track_id, 0) and coalesce(s.artist_id, 0) = coalesce(k.artist_id, 0)
         and coalesce(s.sound_id, 0) = coalesce(k.sound_id, 0)
        -- of what nothing is known nothing is expected
        where s.expected_from <= to_on
    )
    select k.metric_id, k.track_id, k.artist_id, k.sound_id, k.expected_from,
           array(select distinct p.observed_on from unnest(k.series_ids) as e (series_id)
                 join core.audience_point p on p.series_id = e.series_id and p.observed_on between k.expected_from and to_on)
    from expected k
$$;

comment on function core.audience_cells(bigint[], smallint[], date, date, text) is
    'For each daily metric of each track, artist and sound of artists (null: all): the first day of the period a reading is expected, and the days read since.';
