-- Of what a question about audiences adds up, the groups of series whose sums by day stand ready: all of their series are
-- asked about, and nothing has come or changed since the sums were made.
create or replace function core.audience_groups(artists bigint[], metrics smallint[], country text) returns bigint[]
    language sql stable parallel safe
as $$
    select array_agg(g.group_id)
    from core.audience_group g
    where country is null and g.metric_id = any (metrics) and (artists is null or g.artist_ids && artists)
      and g.group_id not in (
          select s.group_id from ops.dirty_mark d join core.audience_group_series s on s.series_id = d.series_id
          union all
          select s.group_id
          from core.audience_change c
          join core.audience_series e on e.track_id = c.track_id
          join core.audience_group_series s on s.series_id = e.series_id
          union all
          select s.group_id
          from core.audience_change c
          join core.audience_series e on e.sound_id = c.sound_id
          join core.audience_group_series s on s.series_id = e.series_id
          union all
          select o.group_id
          from core.audience_change c
          join core.metric m on c.membership = case m.entity_kind when 'sound' then 'sounds' else m.membership end
          join core.audience_group o on o.metric_id = m.metric_id
          union all
          select o.group_id from core.audience_group o
          where exists (select from core.audience_change c where num_nonnulls(c.track_id, c.sound_id, c.membership) = 0))
$$;

comment on function core.audience_groups(bigint[], smallint[], text) is
    'Groups whose sums by day answer a question about artists (null: all), because they are up to date and all of it is asked about.';

create or replace function core.audience_group_months(groups bigint[], from_on date, to_on date)
    returns table (metric_id smallint, month_on date, amounts numeric, told_days bit, readings numeric, gap_amount numeric, gap_days bit)
    language sql stable parallel safe
as $$
    select g.metric_id, m.month_on, sum(m.amounts), bit_or(m.told_days), sum(m.readings), sum(m.gap_amount), bit_or(m.gap_days)
    from unnest(groups) as k (group_id)
    join core.audience_group g on g.group_id = k.group_id
    join core.audience_group_month m
      on m.group_id = k.group_id and m.month_on between date_trunc('month', from_on::timestamp)::date and to_on
    group by g.metric_id, m.month_on
$$;

comment on function core.audience_group_months(bigint[], date, date) is
    'Sums of groups by metric and month, of all days of months a period touches: what core.audience_group_month holds of each.';

create or replace function core.unpacked_days(packed numeric) returns numeric[]
    language sql immutable parallel safe
as $$
    -- half of what 24 digits hold, added to each day, makes all positive, so that a day is its digits; offset: told once
    select array_agg(substr(p.digits, 745 - 24 * n, 24)::numeric - 5e23 order by n)
    from (select lpad((packed + repeat(rpad('5', 24, '0'), 31)::numeric)::text, 744, '0') as digits offset 0) p
    cross join generate_series(1, 31) as n
$$;

comment on function core.unpacked_days(numeric) is
    'The 31 whole numbers packed in one: each day of a month times 10 to the 24th for every day before it, added.';

create or replace function core.audience_group_days(groups bigint[], from_on date, to_on date)
    returns table (metric_id smallint, on_date date, amount bigint, readings bigint)
    language sql stable parallel safe
as $$
    select m.metric_id, m.month_on + d.n::integer - 1, case when get_bit(m.told_days, d.n::integer - 1) = 1 then d.amount end::bigint,
           d.readings::bigint
    from core.audience_group_months(groups, from_on, to_on) m
    cross join lateral unnest(core.unpacked_days(m.amounts), core.unpacked_days(m.readings)) with ordinality as d (amount, readings, n)
    where d.readings > 0 and m.month_on + d.n::integer - 1 between from_on and to_on
$$;

comment on function core.audience_group_days(bigint[], date, date) is
    'Sums of groups by metric and day of a period: what came on exactly that day, and how many series have a reading of it.';
