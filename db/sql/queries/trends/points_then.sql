-- Readings as they were known at a time, under the name the rollups read; three weeks before the first for differences.
create temporary table known_point on commit drop as
select series_id, observed_on, value, loaded_at as known_from
from core.audience_point
where series_id in (select series_id from touched_mark) and loaded_at <= :known_at
  and observed_on >= cast(:since_week as date) - 21 and core.is_countable(value, observed_on)
union all
select series_id, observed_on, value, known_from
from core.audience_revision
where series_id in (select series_id from touched_mark) and known_from <= :known_at and :known_at < known_until
  and observed_on >= cast(:since_week as date) - 21 and core.is_countable(value, observed_on)
