-- A change as a cell of a table: "+1,234 (+0.8 %)" in green or red, with the days between where they are not as many as
-- asked for, and in grey what is said instead where there is no change to tell. A browser's table sorts by the characters
-- of a cell, so the ratio stands first in them, where nobody sees it.
create or replace function bi.growth_html(value bigint, before bigint, before_on date, days integer, days_asked integer,
                                            instead text) returns text
    language sql stable parallel safe
return (
    select case when value is null or before is null
                then '<span data-sort="" class="gs-quiet">' || instead || '</span>'
                else '<span data-sort="' || lpad(round(least(value * 1e6 / greatest(before, 1), 1e14))::text, 15, '0')
                     || '" class="gs-' || s.way || '" title="' || to_char(before, 'FM999,999,999,999,990') || ' on '
                     || before_on || '">' || s.sign || to_char(abs(value - before), 'FM999,999,999,999,990')
                     || case when before > 0
                             then ' (' || s.sign || to_char(abs(value - before) * 100.0 / before, 'FM999,999,990.0') || ' %)'
                             else ' (from 0)' end
                     || case when days <> days_asked then ' in ' || days || ' days' else '' end || '</span>' end
    from (select case sign(value - before) when 1 then 'up' when -1 then 'down' else 'flat' end as way,
                 case sign(value - before) when 1 then '+' when -1 then '−' else '' end as sign) s);

comment on function bi.growth_html(bigint, bigint, date, integer, integer, text) is
    'HTML: a change and its share of what was before, or what is said instead; sorts by the ratio.';
