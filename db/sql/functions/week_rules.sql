-- Whether a day after a gap looks like two days in one: up on the same day of the week before about twice as much as the
-- rest of the week is. Products instead of quotients, because the rest may be 0.
create or replace function core.is_double_day(this_day numeric, last_day numeric, this_rest numeric, last_rest numeric)
    returns boolean
    language sql immutable parallel safe
    return last_day > 0 and last_rest > 0
       and this_day * last_rest between 1.6 * last_day * this_rest and 2.5 * last_day * this_rest;

-- Sounds are read irregularly: a difference over 6 to 8 days still stands for its week.
create or replace function core.spans_a_week(days integer) returns boolean
    language sql immutable parallel safe
    return days between 6 and 8;

comment on function core.is_double_day(numeric, numeric, numeric, numeric) is
    'Whether a day rose on the week before 1.6 to 2.5 times as much as the rest of its week did.';
comment on function core.spans_a_week(integer) is 'Whether readings lie 6 to 8 days apart, near enough to a week for a sound.';
