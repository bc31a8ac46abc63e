-- What daily readings are expected of each track, artist and sound on each platform, and which days came.
create or replace function core.audience_cells(artists bigint[], metrics smallint[], from_on date, to_on date, country text)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, expected_from date, read_on date[])
    language sql stable parallel safe
as $$
    with member as materialized (
        select k.* from core.audience_members(artists, metrics, country) k
        join core.metric m on m.metric_id = k.metric_id and m.metric_kind <> 'weekly'
        -- a metric nothing was ever read of is not fed
        where exists (select from core.audience_series e where e.metric_id = k.metric_id)
    ), since as materialized (
        select k.track_id, k.artist_id, k.sound_id,
               greatest(core.audience_expected_from(k.track_id, k.artist_id, k.sound_id), from_on) as expected_from
        from (select distinct track_id, artist_id, sound_id from member) k
        -- without a day nothing is expected, and greatest() would take the period's first
        where core.audience_expected_from(k.track_id, k.artist_id, k.sound_id) <= to_on
    )
    select k.metric_id, k.track_id, k.artist_id, k.sound_id, s.expected_from, d.read_on
    from since s
    join member k on (k.track_id = s.track_id or k.artist_id = s.artist_id or k.sound_id = s.sound_id)
    cross join lateral (
        select coalesce(array_agg(distinct p.observed_on), '{}') as read_on
        from core.audience_series e
        join core.audience_point p on p.series_id = e.series_id and p.observed_on between s.expected_from and to_on
        where e.metric_id = k.metric_id and (e.track_id = k.track_id or e.artist_id = k.artist_id or e.sound_id = k.sound_id)
          and e.country_code is not distinct from k.country_code) d
$$;

comment on function core.audience_cells(bigint[], smallint[], date, date, text) is
    'For each daily metric of each track, artist and sound of artists (null: all): the first day of the period a reading is expected, and the days read since.';
