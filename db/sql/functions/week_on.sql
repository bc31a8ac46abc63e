-- The Friday a day's week begins with: weeks run Friday to Thursday and are named by their Friday.
create or replace function core.week_on(day date) returns date
    language sql immutable strict parallel safe
    return day - ((extract(isodow from day)::int + 2) % 7);

comment on function core.week_on(date) is 'The Friday the week of a day begins with; weeks run Friday to Thursday.';
