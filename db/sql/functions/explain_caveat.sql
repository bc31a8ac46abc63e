-- What a reader of one figure must know, in words, from the figure's own columns; for mart.week_caveat and app.explain.
-- Single selects over values, so that the planner sees through them.
create or replace function core.artist_week_caveat(
    basis text, has_parts boolean, unit text, days_present smallint, days_matched smallint, is_compared boolean,
    coverage_share double precision, release_count integer, doubled_value bigint, correction bigint,
    newly_linked bigint, restated bigint, last_total bigint
)
    returns table (caveat text, detail text)
    language sql immutable parallel safe
begin atomic
    select c.caveat, c.detail
    from (values
        ('missing days', case when basis = 'account' and days_present < 7
            then format('%s of 7 days present', days_present) end),
        ('account figures', case when basis = 'account' and has_parts
            then case when coverage_share is null then 'figures of the account; no linked track to set beside them'
                      else format('figures of the account; linked tracks explain %s %% of it',
                                  floor(coverage_share * 100)) end end),
        ('few days compared', case when has_parts and days_matched < 7
            then case when not is_compared then 'nothing to compare with the week before'
                      when basis = 'sounds' then 'readings lie 6 to 8 days apart, not 7'
                      else format('%s of 7 days compared', days_matched) end end),
        ('double day', case when doubled_value > 0
            then format('tracks with %s %s have two days in one reading: compared together or not at all',
                        to_char(doubled_value, 'FM999,999,999,999'), unit) end),
        ('link change', case when newly_linked <> 0
            then format('%s %s by tracks or sounds linked or unlinked since the last report',
                        to_char(newly_linked, 'FMSG999,999,999,999'), unit) end),
        ('restated', case when abs(restated) > 0.02 * abs(last_total)
            then format('the week before was restated by %s %s%s', to_char(restated, 'FMSG999,999,999,999'), unit,
                        case when last_total <> 0
                             then format(' (%s %%)', to_char(100.0 * restated / last_total, 'FMSG999,990.0')) end)
            end),
        ('new releases', case when release_count > 0
            then format('%s out for less than 4 weeks',
                        case release_count when 1 then '1 track' else release_count || ' tracks' end) end),
        ('removals', case when basis = 'sounds' and correction < 0
            then format('TikTok removed %s %s', to_char(-correction, 'FM999,999,999,999'), unit) end)
    ) as c (caveat, detail)
    where c.detail is not null;
end;

comment on function core.artist_week_caveat(
    text, boolean, text, smallint, smallint, boolean, double precision, integer, bigint, bigint, bigint, bigint, bigint
) is 'Caveats of an artist''s week from its columns and those of its bridge.';

create or replace function core.track_week_caveat(
    unit text, value bigint, days_present smallint, days_spanned smallint, is_complete boolean, correction bigint,
    double_days smallint
)
    returns table (caveat text, detail text)
    language sql immutable parallel safe
begin atomic
    select c.caveat, c.detail
    from (values
        ('missing days', case when not is_complete
            then case when days_present < 7 then format('%s of 7 days present', days_present)
                      when value is null then 'no reading in the week before'
                      when days_spanned = 7 then 'one of its several ids fell silent'
                      else format('no reading on the last day of the week before, %s days in one', days_spanned)
                 end end),
        ('correction', case when correction < 0
            then format('the platform took back %s %s', to_char(-correction, 'FM999,999,999,999'), unit) end),
        ('double day', case when double_days > 0
            then case double_days when 1 then '1 reading holds two days: compared together or not at all'
                      else format('%s readings hold two days each: compared together or not at all', double_days) end end)
    ) as c (caveat, detail)
    where c.detail is not null;
end;

comment on function core.track_week_caveat(text, bigint, smallint, smallint, boolean, bigint, smallint) is
    'Caveats of a track''s week from its columns.';

create or replace function core.sound_week_caveat(unit text, value bigint, days_spanned smallint, correction bigint)
    returns table (caveat text, detail text)
    language sql immutable parallel safe
begin atomic
    select c.caveat, c.detail
    from (values
        ('missing days', case when value is null then 'no reading in the week before'
            when not core.spans_a_week(days_spanned) then format('%s days in one', days_spanned) end),
        ('removals', case when correction < 0
            then format('TikTok removed %s %s', to_char(-correction, 'FM999,999,999,999'), unit) end)
    ) as c (caveat, detail)
    where c.detail is not null;
end;

comment on function core.sound_week_caveat(text, bigint, smallint, bigint) is
    'Caveats of a sound''s week from its columns.';

create or replace function core.unlinked_caveat(track_count bigint, linked_count bigint) returns text
    language sql immutable parallel safe
    return case when linked_count < track_count
                then format('%s of %s Spotify tracks bring no figures', track_count - linked_count, track_count) end;

comment on function core.unlinked_caveat(bigint, bigint) is
    'Caveat of an artist whose Spotify tracks are not all linked; null when they are.';
