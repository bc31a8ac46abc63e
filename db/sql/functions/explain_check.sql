-- The figure once more, from the readings alone by plain sums and differences, beside what the weekly tables say.
create or replace function core.explain_check(
    figures jsonb, parts jsonb, readings jsonb, of_metric smallint, friday date
)
    returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    measured core.metric;
begin
    select m.* into measured from core.metric m where m.metric_id = of_metric;
    return (
        with part as (
            select *, case when p.kind = 'artist' and measured.entity_kind = 'track' then 'weekly'
                           else measured.metric_kind end as metric_kind,
                   -- accounts and separate ids are added up; of ids that mirror each other one speaks
                   p.kind = 'artist' or measured.identifier_rule = 'sum' as is_summed
            from jsonb_to_recordset(parts) as p (
                kind text, id bigint, is_counted boolean, is_linked boolean, was_linked boolean, is_compared boolean)
        ), reading as (
            select * from jsonb_to_recordset(readings) as r (
                kind text, id bigint, series_id integer, identifier text, day date, value bigint,
                known_from timestamptz, known_until timestamptz)
        ), asked (side, week_on, known_at) as (
            values ('this', friday, 'infinity'::timestamptz), ('last', friday - 7, 'infinity'),
                   ('reported', friday - 7, core.reported_at(friday - 7))
        ), dated as materialized (
            -- daily counts as now known, Friday to Thursday, of the week, the one before and the one before that
            select r.series_id,
                   array_agg(d.value order by d.day) filter (where d.day >= friday) as days,
                   array_agg(d.value order by d.day) filter (where d.day between friday - 7 and friday - 1) as last_days,
                   array_agg(d.value order by d.day) filter (where d.day < friday - 7) as days_before
            from (select distinct series_id from reading) r
            cross join lateral (
                select g.day::date as day, (select sum(n.value) from reading n
                                      where n.series_id = r.series_id and n.day = g.day and n.known_until is null) as value
                from generate_series(friday - 14, friday + 6, interval '1 day') as g (day)
            ) d
            where measured.metric_kind = 'flow'
            group by r.series_id
        ), double as materialized (
            select d.series_id, d.days, d.last_days, core.double_days(d.days, d.last_days) as doubles,
                   core.double_days(d.last_days, d.days_before) as last_doubles
            from dated d
        ), matched as materialized (
            -- the days seen in both weeks; a Friday that holds the Thursday before counts in neither
            select d.series_id, c.this_week, c.last_week, coalesce(1 = any (d.doubles), false) as is_torn,
                   coalesce(1 = any (d.last_doubles), false) as was_torn
            from double d
            cross join lateral core.days_compared(
                case when 1 = any (d.doubles) then array[null::numeric] || d.days[2:7] else d.days end, d.doubles,
                case when 1 = any (d.last_doubles) then array[null::numeric] || d.last_days[2:7] else d.last_days end,
                d.last_doubles) c
        ), series as (
            select a.side, p.kind, p.id, p.is_summed, r.series_id, r.identifier,
                   case p.metric_kind
                       when 'flow' then sum(r.value) filter (
                           where r.day >= a.week_on + case when a.side = 'this' then coalesce(x.is_torn, false)
                                                           else coalesce(x.was_torn, false) end::int)
                       when 'rolling' then round(avg(r.value) filter (where r.day >= a.week_on))
                       when 'weekly' then max(r.value) filter (where r.day >= a.week_on)
                       else (array_agg(r.value order by r.day desc) filter (where r.day >= a.week_on))[1]
                            - (array_agg(r.value order by r.day desc) filter (where r.day < a.week_on))[1] end as value,
                   case when p.metric_kind in ('stock', 'counter')
                        then (array_agg(r.value order by r.day desc))[1] end as level
            from asked a
            join reading r
              on r.day between a.week_on - 7 and a.week_on + 6 and r.known_from <= a.known_at
             and (r.known_until is null or a.known_at < r.known_until)
            join part p on p.kind = r.kind and p.id = r.id
            left join matched x on x.series_id = r.series_id
            group by a.side, p.kind, p.id, p.is_summed, p.metric_kind, r.series_id, r.identifier
            having bool_or(r.day >= a.week_on)
        ), told as (
            select s.*, d.this_week, d.last_week, row_number() over (
                       partition by s.side, s.kind, s.id
                       order by s.level desc nulls last, s.value desc nulls last, s.identifier) as place
            from series s left join matched d on d.series_id = s.series_id
        ), week as (
            select side, kind, id, sum(value) as value, sum(this_week) as this_week, sum(last_week) as last_week
            from told where is_summed or place = 1
            group by side, kind, id
        ), beside as (
            select p.*, t.value as value, l.value as value_before, r.value as reported,
                   case when p.is_compared then case when p.metric_kind = 'flow' then t.this_week else t.value end end
                       as this_week,
                   case when p.is_compared then case when p.metric_kind = 'flow' then t.last_week else l.value end end
                       as last_week
            from part p
            left join week t on t.side = 'this' and t.kind = p.kind and t.id = p.id
            left join week l on l.side = 'last' and l.kind = p.kind and l.id = p.id
            left join week r on r.side = 'reported' and r.kind = p.kind and r.id = p.id
        ), whole as (
            select sum(value) filter (where is_counted) as value,
                   sum(value) filter (where kind <> 'artist' and is_linked) as of_tracks,
                   bool_or(kind = 'artist' and is_counted) as is_account,
                   sum(this_week) filter (where is_counted) as this_week,
                   sum(last_week) filter (where is_counted) as last_week,
                   -- the report of then stood on the links of then; without one the week is shown as now known
                   sum(coalesce(reported, value_before)) filter (where kind = 'artist' and is_counted) as last_account,
                   case when bool_or(kind <> 'artist' and was_linked and reported is not null)
                            then sum(reported) filter (where kind <> 'artist' and was_linked)
                        else sum(value_before) filter (where kind <> 'artist' and is_linked) end as last_of_tracks
            from beside
        ), bridged as (
            -- an account's total is its own, or that of the linked songs where these are more
            select *, case when is_account then greatest(coalesce(value, 0), coalesce(of_tracks, 0))
                           else coalesce(value, 0) end as total,
                   case when is_account then greatest(coalesce(last_account, 0), coalesce(last_of_tracks, 0))
                        else coalesce(last_of_tracks, 0) end as last_total
            from whole
        ), compared as (
            select c.place, c.what, c.shown, c.counted
            from bridged w
            cross join lateral (values
                (1, 'value', (figures #>> '{week,value}')::numeric, w.value),
                (2, 'this_week', (figures #>> '{week,this_week}')::numeric, w.this_week),
                (3, 'last_week', (figures #>> '{week,last_week}')::numeric, w.last_week),
                (4, 'change', (figures #>> '{week,change}')::numeric, w.this_week - w.last_week),
                (5, 'bridge: total', (figures #>> '{bridge,total}')::numeric, w.total),
                (6, 'bridge: last_total', (figures #>> '{bridge,last_total}')::numeric, w.last_total),
                (7, 'bridge: sum of the parts',
                    (select sum(v.value::numeric) from jsonb_each_text(nullif(figures -> 'bridge', 'null')) v
                     where v.key in (
                        'real_listening', 'new_releases_change', 'newly_linked', 'missing_days', 'restated')),
                    w.total - w.last_total)
            ) as c (place, what, shown, counted)
            where c.place < 5 or figures ->> 'bridge' is not null
            union all
            select 8, 'badge: extra', (b ->> 'extra')::numeric, w.this_week - w.last_week
            from whole w
            cross join lateral jsonb_array_elements(figures -> 'badges') b
        )
        select jsonb_build_object(
                   'adds_up', bool_and(shown is not distinct from counted),
                   'figures', jsonb_agg(jsonb_build_object(
                       'what', what, 'shown', shown, 'counted', counted,
                       'is_equal', shown is not distinct from counted) order by place))
        from compared);
end
$$;

comment on function core.explain_check(jsonb, jsonb, jsonb, smallint, date) is
    'A figure counted again from its readings, beside what the weekly tables say, and whether they agree.';
