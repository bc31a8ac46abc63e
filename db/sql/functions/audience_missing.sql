-- What the provider can be asked for a question about audiences: its tracks and artists on each platform it has metrics
-- of. Artists without the provider's id are left out with their tracks.
create or replace function core.audience_fetchable(artist_ids bigint[], platforms text[], country text)
    returns table (kind text, entity_id bigint, platform text, metric_ids smallint[], window_calls integer, released_on date)
    language sql stable parallel safe
as $$
    with metric as materialized (
        select m.metric_id, m.entity_kind, p.code as platform, m.endpoint,
               exists (select from core.audience_series e where e.metric_id = m.metric_id) as is_fed
        from core.metric m join core.platform p on p.platform_id = m.platform_id
        where m.endpoint is not null
    ), known as (
        select m.*, bool_or(m.is_fed) over (partition by m.platform) as is_read, bool_or(m.is_fed) over () as is_any_read
        from metric m
    ), wanted as (
        -- of a platform that is read, what is read of it; one nothing was ever read of only where it is named, or where
        -- nothing was read of any
        select k.entity_kind, k.platform, count(distinct k.endpoint)::integer as window_calls,
               array_agg(k.metric_id) filter (where k.is_fed or not k.is_read) as metric_ids
        from known k
        where case when platforms is null then k.is_read or not k.is_any_read else k.platform = any (platforms) end
        group by k.entity_kind, k.platform
        having bool_or(k.is_fed or not k.is_read)
    ), artist as (
        select a.artist_id from core.artist a
        where a.artist_id = any (artist_ids) and a.artist_id_soundcharts is not null
    )
    select 'artist_audience', a.artist_id, w.platform, w.metric_ids, w.window_calls, null::date
    from artist a join wanted w on w.entity_kind = 'artist'
    -- worldwide figures tell nothing of a country, unless the same answers hold its own
    where country is null or exists (
        select from core.audience_series e where e.metric_id = any (w.metric_ids) and e.country_code = country)
    union all
    select 'track_audience', t.track_id, w.platform, w.metric_ids, w.window_calls, t.release_on
    from (select distinct k.track_id from core.track_artist k join artist a on a.artist_id = k.artist_id) k
    join core.track t on t.track_id = k.track_id and t.track_id_soundcharts is not null
    join wanted w on w.entity_kind = 'track'
    where country is null or exists (
        select from core.chart_entry e join core.chart c on c.chart_id = e.chart_id
        where e.track_id = t.track_id and c.country_code = country)
$$;

comment on function core.audience_fetchable(bigint[], text[], text) is
    'Tracks and artists of artists with the metrics a provider can be asked for on each platform (null: all that are read).';

-- Days of a period, up to today and since the release, on which a reading is missing. answered_at: when a request asked
-- for the day before and got nothing. With a request its own items are left out: what it asked for it does not ask again.
create or replace function core.audience_missing_days(
    artist_ids bigint[], platforms text[], from_on date, to_on date, country text, of_request bigint)
    returns table (kind text, entity_id bigint, platform text, window_calls integer, day date, answered_at timestamptz)
    language sql stable parallel safe
as $$
    with wanted as materialized (
        select f.*, greatest(from_on, f.released_on) as first_on, least(to_on, core.today()) as last_on,
               row_number() over () as place
        from core.audience_fetchable(artist_ids, platforms, country) f
    ), present as materialized (
        select w.place, w.first_on, w.last_on, array(
            select p.observed_on
            from (
                select e.series_id, e.metric_id from core.audience_series e
                where w.kind = 'track_audience' and e.track_id = w.entity_id and e.metric_id = any (w.metric_ids) and e.country_code is null
                union all
                select e.series_id, e.metric_id from core.audience_series e
                where w.kind = 'artist_audience' and e.artist_id = w.entity_id and e.metric_id = any (w.metric_ids) and e.country_code is null) s
            join core.audience_point p on p.series_id = s.series_id and p.observed_on between w.first_on and w.last_on
            group by p.observed_on
            having count(distinct s.metric_id) = cardinality(w.metric_ids)) as days
        from wanted w
    ), missing as materialized (
        select p.place, g.day
        from present p
        cross join lateral (
            select d::date as day from generate_series(p.first_on, p.last_on, interval '1 day') as d
            except
            select d from unnest(p.days) as d) g
        where cardinality(p.days) < p.last_on - p.first_on + 1
    ), item as materialized (
        select f.place, w.first_on, w.last_on, case when w.state = 'done' then w.done_at end as done_at,
               exists (select from app.audience_request_item i
                       where i.work_id = w.work_id and i.request_id = of_request) as is_own
        from wanted f
        join ops.work w on w.kind = f.kind and w.entity_id = f.entity_id and w.platform = f.platform
        where w.first_on <= to_on and w.last_on >= from_on
    ), asked as (
        select m.place, m.day, max(i.done_at) as answered_at, bool_or(i.is_own) as is_own
        from missing m
        join item i on i.place = m.place and m.day between i.first_on and i.last_on
        group by m.place, m.day
    )
    select w.kind, w.entity_id, w.platform, w.window_calls, m.day, k.answered_at
    from missing m
    join wanted w on w.place = m.place
    left join asked k on k.place = m.place and k.day = m.day
    where k.is_own is not true
$$;

comment on function core.audience_missing_days(bigint[], text[], date, date, text, bigint) is
    'Days of a period without a reading, of each track and artist of artists on each platform the provider can be asked for.';

-- A call answers a stretch of days, whatever is known of them: the period is cut into such stretches, the same for all, and
-- each is asked for from its first missing day to its last.
create or replace function core.audience_windows(
    artist_ids bigint[], platforms text[], from_on date, to_on date, country text, of_request bigint default null)
    returns table (kind text, entity_id bigint, platform text, first_on date, last_on date, cells integer, calls integer)
    language sql stable parallel safe
as $$
    select d.kind, d.entity_id, d.platform, min(d.day), max(d.day), count(*)::integer, max(d.window_calls)
    from core.audience_missing_days(artist_ids, platforms, from_on, to_on, country, of_request) d
    join ops.fetch_policy f on f.kind = d.kind
    group by d.kind, d.entity_id, d.platform, (d.day - from_on) / f.window_days
$$;

comment on function core.audience_windows(bigint[], text[], date, date, text, bigint) is
    'Stretches of days to ask a provider for so that no day of a period is missing, with the days missing in each and its calls.';
