-- The figures of a label once more, from those of its artists and the parts of its change.
create or replace function core.explain_roster_check(figures jsonb, parts jsonb)
    returns jsonb
    language sql immutable set search_path = pg_catalog, pg_temp
as $$
    with week as (
        select (figures #>> array['bridge', f.name])::numeric as figure, f.name
        from unnest(array['total', 'last_total', 'change', 'restated', 'real_listening', 'new_releases_change',
                          'newly_linked', 'missing_days']) as f (name)
    ), member as (
        select sum(p.value) as total, sum(p.value_last_week) as last_total
        from jsonb_to_recordset(parts) as p (value numeric, value_last_week numeric)
    ), compared as (
        select c.*
        from member m
        cross join lateral (values
            (1, 'total', (select figure from week where name = 'total'), m.total),
            (2, 'last_total', (select figure from week where name = 'last_total'), m.last_total),
            (3, 'change', (select figure from week where name = 'change'), m.total - m.last_total),
            (4, 'sum of the parts', (select sum(figure) from week
                                     where name not in ('total', 'last_total', 'change')), m.total - m.last_total)
        ) as c (place, what, shown, counted)
    )
    select jsonb_build_object(
        'adds_up', bool_and(shown is not distinct from counted),
        'figures', jsonb_agg(jsonb_build_object(
            'what', what, 'shown', shown, 'counted', counted, 'is_equal', shown is not distinct from counted) order by place))
    from compared
$$;

comment on function core.explain_roster_check(jsonb, jsonb) is
    'A label''s total, last total and change counted again from its artists, beside what the weekly table says.';
