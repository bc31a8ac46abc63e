-- A badge in one word with its direction, as tables print it: ▲ confirmed, ▼ falling. The words of releases and of ways back
-- need no arrow. Null without a tier.
create or replace function core.badge_label(tier text, direction text) returns text
    language sql immutable parallel safe
return case when tier is null then null
            when tier in ('new release', 'spike over', 'back to normal') then tier
            else case direction when 'down' then '▼ ' else '▲ ' end
                 || case when tier = 'rising' and direction = 'down' then 'falling' else tier end end;

comment on function core.badge_label(text, text) is 'Tier and direction of a badge in one word, as tables print it.';

-- The few words and figures that stand beside a badge: what it rests on.
create or replace function core.badge_words(
    tier text, ratio double precision, expected_ratio_low double precision, expected_ratio_high double precision,
    new_releases_change bigint, last_tier text, last_direction text
)
    returns text
    language sql immutable parallel safe
    return case
        when tier is null then 'within its usual'
        when tier = 'new release'
            then core.short_change(new_releases_change)
                 || case when new_releases_change < 0 then ' after its first week' else '' end
        when tier in ('spike over', 'back to normal')
            then 'after a ' || case last_tier when 'check data' then 'week of doubtful data'
                                    else case last_tier when 'confirmed' then 'confirmed ' else '' end
                                         || case last_direction when 'up' then 'rise' else 'fall' end || ' last week' end
        else coalesce(to_char(ratio, 'FM999,990.0') || '× last week', 'nothing last week')
             -- the one is told against last week, the other against the usual: they may point different ways
             || coalesce(', ' || case when ratio < 1 and expected_ratio_low > 1 or ratio > 1 and expected_ratio_high < 1
                                      then 'still ' else '' end
                         || to_char(expected_ratio_low, 'FM999,990.0') || ' to '
                         || to_char(expected_ratio_high, 'FM999,990.0') || '× its usual', '') end;

comment on function core.badge_words(
    text, double precision, double precision, double precision, bigint, text, text
) is 'What a badge rests on, in a few words and figures.';
