-- The ranking as it now is, ties with all their tracks, in place of what was there: places that are gone go, unchanged rows are not touched.
-- Where some of it could not be read, a stored track goes only when it is read at another place, or when as many tracks are read at its own.
with given as (
    select cast(:chart_id as int) as chart_id, cast(:ranked_at as timestamptz) as ranked_at, g.position, t.track_id,
           nullif(g.previous_position, 0) as previous_position, g.metric_value, g.entered_on, g.appearances,
           g.appearance_unit, g.answer_id
    from unnest(cast(:positions as smallint[]), cast(:uuids as uuid[]), cast(:previous_positions as smallint[]),
                cast(:metric_values as bigint[]), cast(:entered_on as date[]), cast(:appearances as int[]),
                cast(:appearance_units as text[]), cast(:answer_ids as bigint[]))
         as g (position, uuid, previous_position, metric_value, entered_on, appearances, appearance_unit, answer_id)
    join core.track t on t.track_id_soundcharts = g.uuid
), gone as (
    delete from core.chart_entry e
    where e.chart_id = :chart_id and e.ranked_at = :ranked_at
      and not exists (select from given g where g.position = e.position and g.track_id = e.track_id)
      and (:is_whole or exists (select from given g where g.track_id = e.track_id)
           or (select count(distinct g.track_id) from given g where g.position = e.position)
              >= (select count(*) from core.chart_entry o
                  where o.chart_id = e.chart_id and o.ranked_at = e.ranked_at and o.position = e.position))
)
insert into core.chart_entry
    (chart_id, ranked_at, position, track_id, previous_position, metric_value, entered_on, appearances, appearance_unit,
     answer_id)
select distinct on (position, track_id) * from given order by position, track_id
on conflict (chart_id, ranked_at, position, track_id) do update
set previous_position = excluded.previous_position, metric_value = excluded.metric_value,
    entered_on = excluded.entered_on, appearances = excluded.appearances, appearance_unit = excluded.appearance_unit,
    answer_id = excluded.answer_id, loaded_at = now()
where (core.chart_entry.previous_position, core.chart_entry.metric_value,
       core.chart_entry.entered_on, core.chart_entry.appearances, core.chart_entry.appearance_unit)
      is distinct from
      (excluded.previous_position, excluded.metric_value, excluded.entered_on, excluded.appearances,
       excluded.appearance_unit)
