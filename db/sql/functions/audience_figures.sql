-- Audiences of a period, right to the unit: each track and sound once, whoever shares it; only what lies inside.
create or replace function core.audience_figures(chosen bigint[], metrics smallint[], from_on date, to_on date, country text, group_by text)
    returns table (metric_id smallint, track_id bigint, sound_id bigint, on_date date, total bigint, daily_average numeric,
                   peak bigint, days_tracked integer, coverage numeric)
    language plpgsql stable set work_mem = '64MB' -- readings of a year are not sorted on disk
as $$
#variable_conflict use_column
declare
    -- sums are of many tracks
    groups bigint[] := case when group_by <> 'track' then core.audience_groups(chosen, metrics, country) end;
begin
    perform core.check_audience_period(from_on, to_on);
    if group_by not in ('platform', 'track', 'date') or group_by is null then
        raise exception 'Figures are grouped by platform, track or date, not by “%”.', left(coalesce(group_by, 'nothing'), 40)
            using errcode = 'invalid_parameter_value';
    end if;
    return query
    with month as materialized (
        select m.* from core.audience_group_months(groups, from_on, to_on) m
    ), ready as materialized (
        select m.metric_id, m.month_on + d.n::integer - 1 as on_date, d.readings::bigint as readings,
               case when get_bit(m.told_days, d.n::integer - 1) = 1 then d.amount end::bigint as amount
        from month m
        cross join lateral unnest(core.unpacked_days(m.amounts), core.unpacked_days(m.readings)) with ordinality as d (amount, readings, n)
        where d.readings > 0 and m.month_on + d.n::integer - 1 between from_on and to_on
    ), ready_gap as materialized (
        -- within months that lie in the period as a whole; of others core.audience_spans tells
        select m.metric_id, m.gap_amount as amount,
               (select range_agg(daterange(m.month_on + n, m.month_on + n, '[]'))
                from generate_series(0, 30) as n where get_bit(m.gap_days, n) = 1) as ranges
        from month m
        where m.gap_amount is not null and m.month_on >= from_on and m.month_on + interval '1 month' <= to_on + 1
    ), span as materialized (
        -- what a row is of: track, sound and day, 0 and -infinity where it is not of one
        select s.*, m.metric_kind, case when group_by = 'track' then coalesce(s.track_id, 0) else 0 end as track,
               case when group_by = 'track' then coalesce(s.sound_id, 0) else 0 end as sound,
               -- what was read over several days can't be told day by day: it is a row without a date
               case when group_by = 'date' and s.first_on = s.last_on then s.last_on else '-infinity' end as day
        from core.audience_spans(chosen, metrics, from_on, to_on, country, groups) s
        join core.metric m on m.metric_id = s.metric_id
        where s.is_inside
        union all
        select r.metric_id, null, null, null, null, r.on_date, r.on_date, r.amount, null, true, false, m.metric_kind, 0, 0,
               case when group_by = 'date' then r.on_date else '-infinity' end
        from ready r
        join core.metric m on m.metric_id = r.metric_id
        where r.amount is not null
    ), told as (
        -- what its kind allows: counts add up, of levels the last of each artist, track and sound does
        select s.metric_id, s.track, s.sound, s.day, sum(s.amount)::bigint as total
        from (
            select s.metric_id, s.track, s.sound, s.day, s.amount from span s where s.metric_kind in ('flow', 'counter', 'weekly')
            union all
            select g.metric_id, 0, 0, '-infinity', g.amount from ready_gap g) s
        group by s.metric_id, s.track, s.sound, s.day
        union all
        select n.metric_id, n.track, n.sound, n.day, sum(n.value)::bigint
        from (
            select distinct on (s.metric_id, s.track, s.sound, s.day, s.track_id, s.artist_id, s.sound_id) s.*
            from span s
            where s.metric_kind = 'stock'
            order by s.metric_id, s.track, s.sound, s.day, s.track_id, s.artist_id, s.sound_id, s.last_on desc, s.series_id) n
        group by n.metric_id, n.track, n.sound, n.day
        union all
        -- listeners of two artists are partly the same people
        select p.metric_id, p.track, p.sound, p.day, case when count(*) = 1 then min(p.mean) end::bigint
        from (
            select s.metric_id, s.track, s.sound, s.day, round(avg(s.value)) as mean
            from span s
            where s.metric_kind = 'rolling'
            group by s.metric_id, s.track, s.sound, s.day, s.track_id, s.artist_id, s.sound_id) p
        group by p.metric_id, p.track, p.sound, p.day
    ), one_day as (
        select s.metric_id, s.track, s.sound, s.day, s.last_on,
               sum(case when s.metric_kind = 'stock' then s.value else s.amount end) as amount
        from span s
        where s.first_on = s.last_on and s.metric_kind in ('flow', 'counter', 'stock')
        group by s.metric_id, s.track, s.sound, s.day, s.last_on
        union all
        select s.metric_id, s.track, s.sound, s.day, s.last_on, case when count(distinct s.artist_id) = 1 then min(s.value) end
        from span s
        where s.first_on = s.last_on and s.metric_kind = 'rolling'
        group by s.metric_id, s.track, s.sound, s.day, s.last_on
    ), wide as (
        -- days read together, each once
        select s.metric_id, s.track, s.sound, s.day, range_agg(s.ranges) as ranges
        from (
            select s.metric_id, s.track, s.sound, s.day,
                   datemultirange(daterange(greatest(s.first_on, from_on), least(s.last_on, to_on), '[]')) as ranges
            from span s
            where s.first_on < s.last_on
            union all
            select g.metric_id, 0, 0, '-infinity', g.ranges from ready_gap g) s
        group by s.metric_id, s.track, s.sound, s.day
    ), days as (
        select d.metric_id, d.track, d.sound, d.day, round(avg(d.amount), 2) as daily_average, max(d.amount)::bigint as peak,
               count(*) filter (where (w.ranges @> d.last_on) is not true) as alone
        from one_day d
        left join wide w on w.metric_id = d.metric_id and w.track = d.track and w.sound = d.sound and w.day = d.day
        group by d.metric_id, d.track, d.sound, d.day
    ), cell as materialized (
        select c.metric_id, case when group_by = 'track' then coalesce(c.track_id, 0) else 0 end as track,
               case when group_by = 'track' then coalesce(c.sound_id, 0) else 0 end as sound, c.members, c.expected_from, c.read_on
        from core.audience_cells(chosen, metrics, from_on, to_on, country, groups) c
    ), cells as (
        select c.metric_id, c.track, c.sound, '-infinity'::date as day,
               sum(c.members * (to_on - c.expected_from + 1)) as expected,
               sum(cardinality(c.read_on)) + coalesce((select sum(r.readings) from ready r where r.metric_id = c.metric_id), 0) as present
        from cell c where group_by <> 'date'
        group by c.metric_id, c.track, c.sound
        union all
        select d.metric_id, 0, 0, d.day, sum(sum(d.expected)) over (partition by d.metric_id order by d.day), sum(d.present)
        from (
            select c.metric_id, c.expected_from as day, c.members as expected, 0 as present from cell c
            union all
            select c.metric_id, r, 0, 1 from cell c cross join lateral unnest(c.read_on) as r
            union all
            select r.metric_id, r.on_date, 0, r.readings from ready r) d
        where group_by = 'date'
        group by d.metric_id, d.day
    ), row_of as (
        select t.metric_id, t.track, t.sound, t.day from told t
        union
        select c.metric_id, c.track, c.sound, c.day from cells c where group_by = 'platform'
    )
    select r.metric_id, nullif(r.track, 0), nullif(r.sound, 0), nullif(r.day, '-infinity'), x.total, d.daily_average, d.peak,
           (coalesce(d.alone, 0) + coalesce((select sum(upper(g) - lower(g)) from unnest(w.ranges) as g), 0))::integer,
           round(c.present::numeric / nullif(c.expected, 0), 4)
    from row_of r
    left join told x on x.metric_id = r.metric_id and x.track = r.track and x.sound = r.sound and x.day = r.day
    left join days d on d.metric_id = r.metric_id and d.track = r.track and d.sound = r.sound and d.day = r.day
    left join wide w on w.metric_id = r.metric_id and w.track = r.track and w.sound = r.sound and w.day = r.day
    left join cells c on c.metric_id = r.metric_id and c.track = r.track and c.sound = r.sound and c.day = r.day;
end
$$;

comment on function core.audience_figures(bigint[], smallint[], date, date, text, text) is
    'What app.audience answers, by the numbers of tracks and sounds, in no order.';
