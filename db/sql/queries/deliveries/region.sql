-- The country the weekly figures of consumption are of. Where it changes, all their weeks are to be built anew.
with changed as (
    update core.metric set country_code = :country_code
    where code = any(:codes) and country_code is distinct from cast(:country_code as text)
    returning metric_id
)
insert into ops.dirty_mark (series_id, since_on)
select s.series_id, '-infinity'::date from changed c join core.audience_series s on s.metric_id = c.metric_id
