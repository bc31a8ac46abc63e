-- The rows of the weekly tables that a passport is about.
create or replace function core.explain_figure(
    of_metric smallint, entity_kind text, entity_id bigint, label text, friday date
)
    returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return jsonb_build_object(
        'week', case explain_figure.entity_kind
            when 'artist' then (select to_jsonb(w) from mart.artist_week w
                                where w.artist_id = explain_figure.entity_id and w.metric_id = of_metric
                                  and w.week_on = friday)
            when 'track' then (select to_jsonb(w) from mart.track_week w
                               where w.track_id = explain_figure.entity_id and w.metric_id = of_metric
                                 and w.week_on = friday)
            when 'sound' then (select to_jsonb(w) from mart.sound_week w
                               where w.sound_id = explain_figure.entity_id and w.metric_id = of_metric
                                 and w.week_on = friday)
            when 'label' then (select to_jsonb(w) || jsonb_build_object('value', w.total, 'change', w.this_week - w.last_week)
                               from mart.label_week w
                               where w.label = explain_figure.label and w.team is null and w.metric_id = of_metric
                                 and w.week_on = friday) end,
        'bridge', case explain_figure.entity_kind
            when 'artist' then (select to_jsonb(b) from mart.artist_bridge b
                                where b.artist_id = explain_figure.entity_id and b.metric_id = of_metric
                                  and b.week_on = friday)
            when 'label' then (select to_jsonb(w) from mart.label_week w
                               where w.label = explain_figure.label and w.team is null and w.metric_id = of_metric
                                 and w.week_on = friday) end,
        -- a track that two artists share has a badge with each
        'badges', coalesce((
            select jsonb_agg(to_jsonb(b) order by b.artist_id) from mart.badge b
            where b.metric_id = of_metric and b.week_on = friday
              and (explain_figure.entity_kind = 'artist' and b.artist_id = explain_figure.entity_id
                   and b.track_id is null
                   or explain_figure.entity_kind = 'track' and b.track_id = explain_figure.entity_id)), '[]'));
end
$$;

comment on function core.explain_figure(smallint, text, bigint, text, date) is
    'The rows of week, bridge and badge of an entity, a metric and a week.';
