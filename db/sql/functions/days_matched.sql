-- Days matched of a sum: the mean over its parts weighted by their figures, rounded down; where there is nothing to weigh
-- by (no figures, or corrections that outweigh them), the least of the parts.
create or replace function core.days_matched(weighted numeric, weight numeric, least_of_parts smallint) returns smallint
    language sql immutable parallel safe
    return case when weight > 0 then least(greatest(floor(weighted / weight), 0), 7)
                else coalesce(least_of_parts, 0) end::smallint;

comment on function core.days_matched(numeric, numeric, smallint) is
    'Days seen in both weeks for a sum: mean of its parts weighted by their figures, rounded down.';
