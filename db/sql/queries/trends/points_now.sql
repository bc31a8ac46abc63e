-- Readings as now known, under the name the rollups read.
create temporary view known_point as
select series_id, observed_on, value, loaded_at as known_from from core.audience_point
where core.is_countable(value, observed_on)
