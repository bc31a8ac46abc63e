-- What a song brought on each of its first 28 days; day 1 is the day of its release. A missing day has no row. A day after a
-- missing one that brought 1.6 to 3 times what the days around it did is one reading of both. It runs with its owner's
-- rights, as a view does: views that call it are for readers who see nothing of schema core.
create or replace function core.release_days(of_track bigint, released_on date)
    returns table (day integer, streams bigint, days_read integer)
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp rows 10
as $$
    select d.day, d.streams,
           case when d.day = coalesce(d.day_before, 0) + 2
                 and d.streams between 1.6 * n.near and 3 * n.near then 2 else 1 end
    from (
        select s.day, s.streams, lag(s.day) over by_day as day_before, lag(s.streams) over by_day as before,
               case when lead(s.day) over by_day = s.day + 1 then lead(s.streams) over by_day end as after
        from (
            select p.observed_on - released_on + 1 as day, sum(p.value)::bigint as streams
            from core.metric m
            join core.audience_series e on e.metric_id = m.metric_id and e.country_code is not distinct from m.country_code
            join core.audience_point p on p.series_id = e.series_id
            where m.membership = 'links' and m.entity_kind = 'track' and m.metric_kind = 'flow' and e.track_id = of_track
              and p.observed_on between released_on and released_on + 28 and core.is_countable(p.value, p.observed_on)
            group by p.observed_on
        ) s
        window by_day as (order by s.day)
    ) d
    cross join lateral (select (coalesce(d.before, d.after) + coalesce(d.after, d.before)) / 2.0 as near) n
    where d.day <= 28
$$;

comment on function core.release_days(bigint, date) is
    'Streams of a song by day since its release, the first 28 days; days_read 2 is a reading that holds the day before too.';

-- The first days of a song, at most seven, in the shape core.days_compared takes.
create or replace function core.first_days(of_track bigint, released_on date, days_out integer)
    returns table (days numeric[], doubles integer[], streams bigint, missing integer[])
    language sql stable parallel safe
as $$
    select array[sum(d.streams) filter (where d.day = 1), sum(d.streams) filter (where d.day = 2),
                 sum(d.streams) filter (where d.day = 3), sum(d.streams) filter (where d.day = 4),
                 sum(d.streams) filter (where d.day = 5), sum(d.streams) filter (where d.day = 6),
                 sum(d.streams) filter (where d.day = 7)],
           array_agg(d.day order by d.day) filter (where d.days_read = 2),
           sum(d.streams)::bigint,
           array(select n from generate_series(1, days_out) n
                 except
                 select unnest(array_agg(d.day) || array_agg(d.day - 1) filter (where d.days_read = 2))
                 order by 1)
    from core.release_days(of_track, released_on) d
    where d.day <= least(days_out, 7)
$$;

comment on function core.first_days(bigint, date, integer) is
    'Streams of a song on its first days, which of them hold the day before too, their sum, and the days that are missing.';
