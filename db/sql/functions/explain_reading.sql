-- The readings behind the parts of a figure: both weeks, of differences also the week they start from, and earlier
-- values that were restated since.
create or replace function core.explain_reading(parts jsonb, of_metric smallint, friday date) returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    measured core.metric;
    from_on date;
begin
    select m.* into measured from core.metric m where m.metric_id = of_metric;
    from_on := friday - case when measured.metric_kind in ('stock', 'counter') then 14 else 7 end;
    return coalesce((
        with line as (
            select p.kind, p.id, s.series_id, s.identifier, m.code as metric
            from jsonb_to_recordset(parts) as p (kind text, id bigint)
            join core.audience_series s on s.track_id = p.id and s.metric_id = of_metric
            join core.metric m on m.metric_id = s.metric_id and s.country_code is not distinct from m.country_code
            where p.kind = 'track'
            union all
            select p.kind, p.id, s.series_id, s.identifier, m.code
            from jsonb_to_recordset(parts) as p (kind text, id bigint)
            join core.audience_series s on s.sound_id = p.id and s.metric_id = of_metric
            join core.metric m on m.metric_id = s.metric_id and s.country_code is not distinct from m.country_code
            where p.kind = 'sound'
            union all
            -- the account's weeks stand in a series of their own beside a metric of tracks
            select p.kind, p.id, s.series_id, s.identifier, m.code
            from jsonb_to_recordset(parts) as p (kind text, id bigint)
            join core.audience_series s on s.artist_id = p.id
            join core.metric m on m.metric_id = s.metric_id and s.country_code is not distinct from m.country_code
             and (m.metric_id = of_metric
                  or measured.entity_kind = 'track' and m.metric_kind = 'weekly'
                     and m.platform_id = measured.platform_id)
            where p.kind = 'artist'
        ), reading as (
            select l.*, v.observed_on, v.value, v.load_id, v.answer_id, v.loaded_at as known_from,
                   null::timestamptz as known_until
            from line l
            join core.audience_point v
              on v.series_id = l.series_id and v.observed_on between from_on and friday + 6
            union all
            select l.*, v.observed_on, v.value, v.load_id, v.answer_id, v.known_from, v.known_until
            from line l
            join core.audience_revision v
              on v.series_id = l.series_id and v.observed_on between from_on and friday + 6
        )
        select jsonb_agg(jsonb_build_object(
                   'kind', r.kind, 'id', r.id, 'series_id', r.series_id, 'metric', r.metric,
                   'identifier', r.identifier, 'day', r.observed_on, 'value', r.value, 'load_id', r.load_id,
                   'answer_id', r.answer_id, 'known_from', r.known_from, 'known_until', r.known_until)
                   order by r.kind, r.id, r.series_id, r.observed_on, r.known_from)
        from reading r), '[]');
end
$$;

comment on function core.explain_reading(jsonb, smallint, date) is
    'Source readings behind the parts of a figure; those with known_until are earlier values, since restated.';
