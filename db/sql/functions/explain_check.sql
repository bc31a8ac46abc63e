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
        ), series as (
            select a.side, p.kind, p.id, p.is_summed, r.series_id, r.identifier,
                   case p.metric_kind
                       when 'flow' then sum(r.value) filter (where r.day >= a.week_on)
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
            group by a.side, p.kind, p.id, p.is_summed, p.metric_kind, r.series_id, r.identifier
            having bool_or(r.day >= a.week_on)
        ), matched as materialized (
            -- of daily counts the days seen in both weeks
            select d.series_id, sum(d.this_day) as this_week, sum(d.last_day) as last_week
            from (select r.series_id, sum(r.value) filter (where r.day >= friday) as this_day,
                         sum(r.value) filter (where r.day < friday) as last_day
                  from reading r
                  where r.day >= friday - 7 and r.known_until is null
                  group by r.series_id, (r.day - friday + 7) % 7
                  having count(*) = 2) d
            group by d.series_id
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
                   sum(this_week) filter (where is_counted) as this_week,
                   sum(last_week) filter (where is_counted) as last_week,
                   -- the report of then stood on the links of then; without one the week is told as now known
                   case when bool_or(kind = 'artist' and is_counted)
                            then coalesce(sum(coalesce(reported, value_before)) filter (where is_counted), 0)
                        when bool_or(kind <> 'artist' and was_linked and reported is not null)
                            then sum(reported) filter (where kind <> 'artist' and was_linked)
                        else coalesce(sum(value_before) filter (where is_counted), 0) end as last_reported
            from beside
        ), compared as (
            select c.place, c.what, c.shown, c.counted
            from whole w
            cross join lateral (values
                (1, 'value', (figures #>> '{week,value}')::numeric, w.value),
                (2, 'this_week', (figures #>> '{week,this_week}')::numeric, w.this_week),
                (3, 'last_week', (figures #>> '{week,last_week}')::numeric, w.last_week),
                (4, 'change', (figures #>> '{week,change}')::numeric, w.this_week - w.last_week),
                (5, 'bridge: value', (figures #>> '{bridge,value}')::numeric, w.value),
                (6, 'bridge: last_reported', (figures #>> '{bridge,last_reported}')::numeric, w.last_reported),
                (7, 'bridge: sum of the parts',
                    (select sum(v.value::numeric) from jsonb_each_text(nullif(figures -> 'bridge', 'null')) v
                     where v.key in (
                        'real_listening', 'new_releases', 'newly_linked', 'missing_days', 'restatement')),
                    w.value - w.last_reported)
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
