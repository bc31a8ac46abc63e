-- The passport of a figure: where it comes from, down to each delivery, and whether it adds up.
create or replace function core.explain(
    metric text, entity_kind text, entity_id bigint, label text, week date
)
    returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    friday date := core.week_on(explain.week);
    measured core.metric;
    figures jsonb;
    parts jsonb;
    readings jsonb;
begin
    select m.* into measured from core.metric m where m.code = explain.metric;
    if not found then
        raise exception 'There is no metric %.', explain.metric
            using errcode = 'no_data_found', hint = 'core.metric lists them.';
    end if;
    if explain.entity_kind not in ('artist', 'track', 'sound', 'label') then
        raise exception 'A % has no figures; artist, track, sound and label have.', explain.entity_kind
            using errcode = 'invalid_parameter_value';
    end if;
    figures := core.explain_figure(measured.metric_id, explain.entity_kind, explain.entity_id, explain.label, friday);
    parts := case when explain.entity_kind = 'label' then core.explain_roster(measured.metric_id, explain.label, friday)
                  else core.explain_part(measured.metric_id, explain.entity_kind, explain.entity_id,
                                         figures #>> '{week,basis}', friday) end;
    readings := core.explain_reading(parts, measured.metric_id, friday);
    return jsonb_build_object(
        'entity', jsonb_build_object('kind', explain.entity_kind, 'id', explain.entity_id, 'name', coalesce(
            explain.label,
            case explain.entity_kind
                when 'artist' then (select a.name from core.artist a where a.artist_id = explain.entity_id)
                when 'track' then (select t.name from core.track t where t.track_id = explain.entity_id)
                when 'sound' then (select coalesce(s.name, s.sound_id_tiktok) from core.sound s
                                   where s.sound_id = explain.entity_id) end)),
        'metric', jsonb_build_object('code', measured.code, 'name', measured.name, 'unit', measured.unit,
                                     'kind', measured.metric_kind, 'country_code', measured.country_code),
        'week_on', friday,
        'figures', figures || jsonb_build_object('clock', (select to_jsonb(c) from core.figures_clock(core.today()) c)),
        'formula', core.explain_formula(figures, explain.entity_kind, measured.metric_kind, measured.entity_kind,
                                        measured.membership, measured.identifier_rule, measured.unit),
        'parts', parts,
        'rows', readings,
        'loads', core.explain_load(parts, readings),
        'caveats', core.explain_warning(figures, parts, measured.metric_id, explain.entity_kind, explain.entity_id,
                                        friday),
        'check', case when explain.entity_kind = 'label' then core.explain_roster_check(figures, parts)
                      else core.explain_check(figures, parts, readings, measured.metric_id, friday) end);
end
$$;

comment on function core.explain(text, text, bigint, text, date) is
    'Passport of any weekly figure; app.explain and app.explain_label give it to readers.';
revoke execute on function core.explain(text, text, bigint, text, date) from public;

create or replace function app.explain(metric text, entity_kind text, entity_id bigint, week date) returns jsonb
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select core.explain(metric, entity_kind, entity_id, null, week) $$;

comment on function app.explain(text, text, bigint, date) is
    'Passport of a weekly figure of an artist, track or sound: figures, formula, parts, rows, loads, caveats, check.';
revoke execute on function app.explain(text, text, bigint, date) from public;

create or replace function app.explain_label(metric text, label text, week date) returns jsonb
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select core.explain(metric, 'label', null, label, week) $$;

comment on function app.explain_label(text, text, date) is
    'Passport of a weekly figure of a label, or of ''All''.';
revoke execute on function app.explain_label(text, text, date) from public;
