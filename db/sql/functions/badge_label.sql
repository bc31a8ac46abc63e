-- A badge in one word with its direction, as tables print it: ▲ confirmed, ▼ falling. Null without a tier.
create or replace function core.badge_label(tier text, direction text) returns text
    language sql immutable parallel safe
return case when tier is null then null
            else case direction when 'down' then '▼ ' else '▲ ' end
                 || case when tier = 'rising' and direction = 'down' then 'falling' else tier end end;

comment on function core.badge_label(text, text) is 'Tier and direction of a badge in one word, as tables print it.';
