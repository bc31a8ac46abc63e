-- How much of what is expected was read: a cell is a track on a platform on a day. A row for each run of days on which
-- a platform lacks a track or more; one row without days where nothing is missing.
create or replace function app.coverage(artists text[], platforms text[], from_on date, to_on date, country text default null)
    returns table (platform text, cells bigint, cells_present bigint, share numeric, missing_from date, missing_to date)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    chosen bigint[] := core.audience_artists(artists);
    metrics smallint[] := array(
        select m.metric_id from core.metric m
        where m.metric_id = any (core.audience_metrics(platforms)) and m.entity_kind = 'track');
    groups bigint[] := core.audience_groups(chosen, metrics, country);
begin
    perform core.check_audience_period(from_on, to_on);
    return query
    with cell as materialized (
        select c.* from core.audience_cells(chosen, metrics, from_on, to_on, country, groups) c
    ), step as materialized (
        select d.metric_id, d.day, sum(d.expected)::bigint as expected, sum(d.present) as present
        from (
            select c.metric_id, c.expected_from as day, c.members as expected, 0 as present from cell c
            union all
            select c.metric_id, r, 0, 1 from cell c cross join lateral unnest(c.read_on) as r
            union all
            select r.metric_id, r.on_date, 0, r.readings from core.audience_group_days(groups, from_on, to_on) r) d
        group by d.metric_id, d.day
    ), told as (
        select s.metric_id, sum(s.expected * (to_on - s.day + 1)) as cells, sum(s.present) as cells_present
        from step s group by s.metric_id
    ), day as (
        select t.metric_id, g.day::date as day,
               sum(coalesce(s.expected, 0)) over (partition by t.metric_id order by g.day) > coalesce(s.present, 0) as is_missing
        from told t
        cross join generate_series(from_on, to_on, interval '1 day') as g (day)
        left join step s on s.metric_id = t.metric_id and s.day = g.day::date
    ), run as (
        select n.metric_id, min(n.day) as missing_from, max(n.day) as missing_to
        from (select d.metric_id, d.day, d.day - (row_number() over (partition by d.metric_id order by d.day))::int as island
              from day d where d.is_missing) n
        group by n.metric_id, n.island
    )
    select p.code, t.cells::bigint, t.cells_present::bigint, round(t.cells_present::numeric / t.cells, 4), r.missing_from, r.missing_to
    from told t
    join core.metric m on m.metric_id = t.metric_id
    join core.platform p on p.platform_id = m.platform_id
    left join run r on r.metric_id = t.metric_id
    order by p.code, r.missing_from;
end
$$;

comment on function app.coverage(text[], text[], date, date, text) is
    'Coverage of tracks of artists (names, numbers or provider ids; null: all) by platform: cells expected (track x day), those read, their share of 1, and the runs of days that lack a reading.';
revoke execute on function app.coverage(text[], text[], date, date, text) from public;
