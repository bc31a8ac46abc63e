-- Facts of a load that arrived last of its table. A day not known is entered; a value that differs from the known one
-- replaces it, and what was known goes to audience_revision; an equal one changes nothing. What changed is marked.
-- Known values are looked up one by one: joined as a whole, a load of 200 rows would read all readings there are, twice.
with compared as materialized (
    select g.series_id, g.observed_on, g.value, g.line,
           p.value as old_value, p.load_id as old_load_id, p.answer_id as old_answer_id, p.loaded_at as old_from
    from delivered_given g
    left join lateral (
        select * from core.audience_point p where p.series_id = g.series_id and p.observed_on = g.observed_on limit 1
    ) p on true
), entered as (
    insert into core.audience_point (series_id, observed_on, value, load_id, loaded_at)
    select series_id, observed_on, value, :load_id, :arrived_at from compared where old_value is null
), kept as (
    insert into core.audience_revision (series_id, observed_on, value, load_id, answer_id, known_from, known_until)
    select series_id, observed_on, old_value, old_load_id, old_answer_id, old_from, :arrived_at
    from compared where old_value <> value
), replaced as (
    insert into core.audience_point (series_id, observed_on, value, load_id, loaded_at)
    select series_id, observed_on, value, :load_id, :arrived_at from compared where old_value <> value
    on conflict (series_id, observed_on) do update
    set value = excluded.value, load_id = excluded.load_id, answer_id = null, loaded_at = excluded.loaded_at
), marked as (
    insert into ops.dirty_mark (series_id, since_on)
    select series_id, min(observed_on) from compared where old_value is distinct from value group by series_id
), row_of_load as (
    select line, max(case when old_value is null then 2 when old_value <> value then 1 else 0 end) as change
    from compared group by line
)
select count(*) filter (where change = 2) as rows_new, count(*) filter (where change = 1) as rows_restated,
       count(*) filter (where change = 0) as rows_same
from row_of_load
