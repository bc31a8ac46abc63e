-- When the figures of a week are reported: the Monday after it, 07:00 UTC. Three days for late deliveries.
create or replace function core.reported_at(week_on date) returns timestamptz
    language sql immutable strict parallel safe
    return ((week_on + 10) + time '07:00') at time zone 'UTC';

comment on function core.reported_at(date) is 'Moment the figures of a week are reported: Monday after it, 07:00 UTC.';

-- Readings of a series as they were known at a time.
create or replace function core.point_known(of_series integer, from_on date, until_on date, known_at timestamptz)
    returns table (observed_on date, value bigint, load_id bigint, answer_id bigint, known_from timestamptz)
    language sql stable parallel safe
as $$
    select p.observed_on, p.value, p.load_id, p.answer_id, p.loaded_at
    from core.audience_point p
    where p.series_id = of_series and p.observed_on between from_on and until_on and p.loaded_at <= known_at
      and core.is_countable(p.value, p.observed_on)
    union all
    select r.observed_on, r.value, r.load_id, r.answer_id, r.known_from
    from core.audience_revision r
    where r.series_id = of_series and r.observed_on between from_on and until_on
      and r.known_from <= known_at and known_at < r.known_until
      and core.is_countable(r.value, r.observed_on)
$$;

comment on function core.point_known(integer, date, date, timestamptz) is
    'Readings of a series over some days as they were known at a time.';
