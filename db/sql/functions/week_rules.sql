-- Whether a day after a gap looks like two days in one: up on the same day of the week before about twice as much as the
-- rest of the week is. Products instead of quotients, because the rest may be 0.
create or replace function core.is_double_day(this_day numeric, last_day numeric, this_rest numeric, last_rest numeric)
    returns boolean
    language sql immutable parallel safe
    return last_day > 0 and last_rest > 0
       and this_day * last_rest between 1.6 * last_day * this_rest and 2.6 * last_day * this_rest;

comment on function core.is_double_day(numeric, numeric, numeric, numeric) is
    'Whether a day rose on the week before 1.6 to 2.6 times as much as the rest of its week did.';

-- Days of a week that hold the day before them too, which never came: 1 is the Friday, which holds the Thursday before the
-- week. Both arrays run from Friday to Thursday, null where no reading came.
create or replace function core.double_days(days numeric[], last_days numeric[]) returns int[]
    language sql immutable parallel safe
as $$
    with day as (
        select place::int as place, this_day, last_day,
               case when place = 1 then last_days[7] is null else lag(this_day) over (order by place) is null end
                   as is_after_gap,
               sum(this_day) filter (where last_day is not null) over () as this_week,
               sum(last_day) filter (where this_day is not null) over () as last_week
        from unnest(days, last_days) with ordinality as both_weeks (this_day, last_day, place)
    )
    select array_agg(place order by place) from day
    where is_after_gap and core.is_double_day(this_day, last_day, this_week - this_day, last_week - last_day)
$$;

comment on function core.double_days(numeric[], numeric[]) is
    'Places (1 Friday to 7 Thursday) of a week whose reading is that of two days; null for none.';

-- The days two weeks share, added up on both sides. Two days read in one are compared together or not at all, and a day
-- that is left out of one week is left out of the other.
create or replace function core.days_compared(days numeric[], doubles int[], last_days numeric[], last_doubles int[])
    returns table (this_week bigint, last_week bigint, days bigint)
    language sql immutable parallel safe
as $$
    with recursive lone as (
        -- places that one of the weeks knows nothing of, and then what was read together with them
        select place from generate_series(1, 7) as place
        where (days_compared.days[place] is null and not coalesce(place + 1 = any (doubles), false))
           or (last_days[place] is null and not coalesce(place + 1 = any (last_doubles), false))
        union
        select p.place
        from lone l
        join lateral (values (l.place + 1), (l.place - 1)) as p (place)
          on p.place between 1 and 7
         and greatest(p.place, l.place) = any (coalesce(doubles, '{}') || coalesce(last_doubles, '{}'))
    )
    select sum(days_compared.days[place])::bigint, sum(last_days[place])::bigint, count(*)
    from generate_series(1, 7) as place
    where place not in (select place from lone)
$$;

comment on function core.days_compared(numeric[], int[], numeric[], int[]) is
    'Sums of two weeks over the days both know, with how many these are; null sums for none.';

-- Sounds are read irregularly: a difference over 6 to 8 days still stands for its week.
create or replace function core.spans_a_week(days integer) returns boolean
    language sql immutable parallel safe
    return days between 6 and 8;

comment on function core.spans_a_week(integer) is 'Whether readings lie 6 to 8 days apart, near enough to a week for a sound.';
