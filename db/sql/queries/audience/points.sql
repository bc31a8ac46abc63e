-- Readings as now known, of one track or artist. Series not seen before are entered. A restated reading keeps what was
-- known before in audience_revision; an equal one is not touched. What changed is marked for the next rollup.
-- A series another worker enters at this moment is left to it: it holds the same item and stores the same readings.
with reading as (
    select *
    from unnest(cast(:metric_ids as smallint[]), cast(:identifiers as text[]), cast(:countries as text[]),
                cast(:days as date[]), cast(:values as bigint[]), cast(:answer_ids as bigint[])) with ordinality
         as r (metric_id, identifier, country_code, observed_on, value, answer_id, place)
), known as (
    select series_id, metric_id, identifier, country_code
    from core.audience_series
    where track_id = cast(:track_id as bigint) or artist_id = cast(:artist_id as bigint)
), entered as (
    insert into core.audience_series (metric_id, track_id, artist_id, identifier, country_code)
    select distinct metric_id, cast(:track_id as bigint), cast(:artist_id as bigint), identifier, country_code
    from reading r
    where not exists (
        select from known k
        where k.metric_id = r.metric_id and k.identifier = r.identifier and k.country_code is not distinct from r.country_code)
    order by metric_id, identifier, country_code
    on conflict do nothing
    returning series_id, metric_id, identifier, country_code
), given as (
    select distinct on (s.series_id, r.observed_on) s.series_id, r.observed_on, r.value, r.answer_id
    from reading r
    join (select * from known union all select * from entered) s
      on s.metric_id = r.metric_id and s.identifier = r.identifier and s.country_code is not distinct from r.country_code
    order by s.series_id, r.observed_on, r.place desc
), restated as (
    insert into core.audience_revision (series_id, observed_on, value, answer_id, known_from)
    select p.series_id, p.observed_on, p.value, p.answer_id, p.loaded_at
    from core.audience_point p
    join given g on g.series_id = p.series_id and g.observed_on = p.observed_on and g.value <> p.value
), changed as (
    insert into core.audience_point (series_id, observed_on, value, answer_id)
    select series_id, observed_on, value, answer_id from given
    on conflict (series_id, observed_on) do update
    set value = excluded.value, answer_id = excluded.answer_id, loaded_at = now()
    where core.audience_point.value <> excluded.value
    returning series_id, observed_on
), marked as (
    insert into ops.dirty_mark (series_id, since_on)
    select series_id, min(observed_on) from changed group by series_id
)
select count(*) from changed
