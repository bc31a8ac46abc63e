-- What the rules as they stand would have made of past badges, beside what was told. Called after a rule was set and
-- before the transaction is rolled back, it is the preview of that rule: nothing is checked or resolved a second time.
-- The noise of a week does not depend on the rule, so a badge's own inputs suffice; what a badge more or less would have
-- done to the comparisons of later weeks is left out. The last steps of tasks/trends/tiers.py, which need no panel, are
-- said once more here, because whoever asks waits for the answer in a browser; a test holds the two together.
create or replace function app.badges_by_rule(metric text, team text, artist_id bigint, weeks integer default 8)
    returns table (
        week_on date, artist_count bigint, raw_told bigint, raw_then bigint, confirmed_told bigint,
        confirmed_then bigint, gained text[], lost text[])
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with ruled as (
        select r.artist_id, a.name, r.threshold, r.floor
        from core.spike_rule_applied() r
        join app.artist_card c on c.artist_id = r.artist_id and c.status = 'confirmed'
        join core.artist a on a.artist_id = r.artist_id
        -- those the rule asked about holds for, or would
        where r.metric = badges_by_rule.metric and app.may_name(r.artist_id)
          and case when badges_by_rule.artist_id is not null then r.artist_id = badges_by_rule.artist_id
                   when badges_by_rule.team is not null then c.team = badges_by_rule.team and r.rule <> 'artist'
                   else r.rule = 'global' end
    ), compared as (
        select b.week_on, r.name, b.is_raw, coalesce(b.tier = 'confirmed', false) as is_confirmed, r.floor,
               b.last_week > 0 and b.this_week >= 0 and b.this_week >= r.threshold * b.last_week as is_rise,
               b.last_week > 0 and b.this_week >= 0 and b.this_week * r.threshold <= b.last_week as is_fall,
               b.settled_last_week > 0 and b.settled_this_week >= r.threshold * b.settled_last_week as is_settled_rise,
               b.settled_last_week > 0 and b.settled_this_week * r.threshold <= b.settled_last_week as is_settled_fall,
               b.direction, b.expected_ratio_low, b.expected_ratio_high, b.extra, b.settled_this_week - b.settled_last_week as settled,
               -- lower_bound and days_needed of taxonomies/spikes.yaml
               1.25 as bound,
               b.is_significant and b.days_matched >= 6 and b.data_flag is null as is_sound
        from ruled r
        join core.metric m on m.code = badges_by_rule.metric
        join mart.newest_week n on n.metric_id = m.metric_id
        join mart.badge b on b.metric_id = m.metric_id and b.artist_id = r.artist_id and b.track_id is null
         and b.week_on > n.week_on - 7 * badges_by_rule.weeks and b.week_on <= n.week_on
    ), judged as (
        select c.week_on, c.name, c.is_raw, c.is_confirmed, c.is_rise or c.is_fall as then_raw,
               coalesce(c.is_sound and (
                   c.direction = 'up' and c.is_rise and c.is_settled_rise and c.expected_ratio_low > c.bound
                   and least(c.settled, c.extra) >= c.floor
                   or c.direction = 'down' and c.is_fall and c.is_settled_fall and c.expected_ratio_high < 1 / c.bound
                   and least(-c.settled, -c.extra) >= c.floor), false) as then_confirmed
        from compared c
    )
    select j.week_on, count(*), count(*) filter (where j.is_raw), count(*) filter (where j.then_raw),
           count(*) filter (where j.is_confirmed), count(*) filter (where j.then_confirmed),
           coalesce(array_agg(j.name order by j.name) filter (where j.then_confirmed and not j.is_confirmed), '{}'),
           coalesce(array_agg(j.name order by j.name) filter (where j.is_confirmed and not j.then_confirmed), '{}')
    from judged j
    group by j.week_on
    order by j.week_on desc;
end
$$;

comment on function app.badges_by_rule(text, text, bigint, integer) is
    'Badges of the last weeks of those a rule (for all, a team or an artist) holds for: as told, and as the rules that '
    'stand now would have it, with the artists who would gain or lose a confirmed one.';
revoke execute on function app.badges_by_rule(text, text, bigint, integer) from public;
