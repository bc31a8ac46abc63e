-- Figures as people read them, the same on every surface. A minus is a real one.
create or replace function core.short_figure(value numeric) returns text
    language sql immutable parallel safe
    return case when value < 0 then '−' else '' end
           || case when abs(value) >= 999950000 then to_char(abs(value) / 1000000000, 'FM999999990.0') || 'B'
                   when abs(value) >= 999500 then to_char(abs(value) / 1000000, 'FM990.0') || 'M'
                   when abs(value) >= 99950 then to_char(abs(value) / 1000, 'FM990') || 'K'
                   when abs(value) >= 1000 then to_char(abs(value) / 1000, 'FM990.0') || 'K'
                   else to_char(abs(value), 'FM990') end;

comment on function core.short_figure(numeric) is 'A figure in few characters: millions with one decimal, K from 100,000 on without.';

create or replace function core.short_change(value numeric) returns text
    language sql immutable parallel safe
    return case when value > 0 then '+' when value < 0 then '−' else '' end || core.short_figure(abs(value));

comment on function core.short_change(numeric) is 'A difference in few characters, with its sign.';

-- One decimal, halves away from zero, and from twice as much on in times: tasks/report/figures.py rounds by the same rule.
-- A share below half a percent is none: "level", never "−0 %".
create or replace function core.share_words(value numeric, last_value numeric, floor_of_share numeric) returns text
    language sql immutable parallel safe
    return case when last_value >= floor_of_share and value >= 0 then
                    case when abs(value - last_value) * 200 < last_value then 'level'
                         when value >= 2 * last_value
                             then to_char(value / last_value,
                                          case when value < 100 * last_value then 'FM990.0' else 'FM999,999,990' end) || '×'
                         else case when value > last_value then '+' else '−' end
                              || to_char(abs(value - last_value) * 100 / last_value, 'FM990.0') || '%' end
           end;

comment on function core.share_words(numeric, numeric, numeric) is
    'A change as a share of what was before, in words: "+4.0%", "3.4×"; null where that is below the floor a share needs, '
    'or unknown.';

-- A total and where it comes from; both figures where a share would say nothing.
create or replace function core.total_words(total bigint, last_total bigint, floor_of_share numeric) returns text
    language sql immutable parallel safe
return (
    select case when w.share = 'level' then 'level at ' || core.short_figure(total)
                when w.share like '%×' then w.share || ' last week, at ' || core.short_figure(total)
                when w.share is not null
                    then case when total > last_total then 'up ' else 'down ' end || ltrim(w.share, '+−') || ' to '
                         || core.short_figure(total)
                else 'at ' || core.short_figure(total) || ' after ' || core.short_figure(last_total) end
    from (select core.share_words(total, last_total, floor_of_share) as share) w);

comment on function core.total_words(bigint, bigint, numeric) is '"up 17.3% to 175.7M", "3.4× last week, at 4.2M", "level at 4.2M" or "at 90 after 20".';

-- A percentage of little says nothing: "+140 %" of 7 posts.
create or replace function core.share_floor(entity_kind text) returns bigint
    language sql immutable parallel safe
    return case entity_kind when 'sound' then 50 else 1000 end;

comment on function core.share_floor(text) is
    'What last week must have had for a change to be shown as a share: 50 posts of sounds, else 1,000 streams.';
