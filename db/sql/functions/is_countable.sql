-- Rollups leave out a reading beyond what anybody counts, as if it had not come: summed, it would end the weeks of all.
-- What is loaded has these bounds already; a warehouse may hold readings from before it had.
create or replace function core.is_countable(value bigint, observed_on date) returns boolean
    language sql immutable parallel safe
    return value between -1000000000000 and 1000000000000
       and observed_on between date '1900-01-05' and date '2199-12-31';

comment on function core.is_countable(bigint, date) is 'Whether a reading is one that can be summed: at most 10^12.';
