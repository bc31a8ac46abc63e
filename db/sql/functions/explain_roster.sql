-- The parts of a label's figure: its artists, whose own passports lead to the rows, and what several of them share.
create or replace function core.explain_roster(of_metric smallint, label text, friday date)
    returns jsonb
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'kind', p.kind, 'id', p.artist_id, 'name', p.artist, 'is_linked', true, 'was_linked', true,
               'is_counted', true, 'is_compared', p.like_for_like_ratio is not null, 'value', p.total,
               'value_last_week', p.last_total, 'change', p.change, 'reported_last_week', p.last_total,
               'days_matched', null,
               'left_out', case when p.like_for_like_ratio is null then 'nothing like for like' end, 'links', '[]'::jsonb, 'caveats', '[]'::jsonb)
               order by abs(p.change) desc, p.artist), '[]')
    from (
        select m.*, case when m.artist_id is null then 'shared' else 'member' end as kind
        from mart.label_member m
        join core.metric c on c.code = m.metric
        where c.metric_id = of_metric and m.label = explain_roster.label and m.week_on = friday
    ) p
$$;

comment on function core.explain_roster(smallint, text, date) is
    'Artists a label''s figure is made of, and the songs they share, each with both weeks.';
