-- Readings as now known. A restated one keeps what was known before in audience_revision; an equal one is not touched.
-- What changed is marked for the next rollup.
with given as (
    select distinct on (s.series_id, g.observed_on) s.series_id, g.observed_on, g.value, g.answer_id
    from unnest(cast(:metric_ids as smallint[]), cast(:identifiers as text[]), cast(:days as date[]),
                cast(:values as bigint[]), cast(:answer_ids as bigint[])) with ordinality
         as g (metric_id, identifier, observed_on, value, answer_id, place)
    join core.audience_series s
      on s.metric_id = g.metric_id and s.identifier = g.identifier and s.country_code is null
     and s.track_id is not distinct from cast(:track_id as bigint)
     and s.artist_id is not distinct from cast(:artist_id as bigint)
    order by s.series_id, g.observed_on, g.place desc
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
