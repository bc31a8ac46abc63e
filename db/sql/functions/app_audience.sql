-- Audiences of a period with the names people know.
create or replace function app.audience(
    artists text[], platforms text[], from_on date, to_on date, country text default null, group_by text default 'platform')
    returns table (platform text, track text, on_date date, metric text, metric_kind text, total bigint, daily_average numeric,
                   peak bigint, days_tracked integer, coverage numeric)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select p.code, coalesce(t.name, nullif(u.name, ''), u.sound_id_tiktok), r.on_date, m.code, m.metric_kind,
           r.total, r.daily_average, r.peak, r.days_tracked, r.coverage
    from core.audience_figures(core.audience_artists(artists), core.audience_metrics(platforms), from_on, to_on, country, group_by) r
    join core.metric m on m.metric_id = r.metric_id
    join core.platform p on p.platform_id = m.platform_id
    left join core.track t on t.track_id = r.track_id
    left join core.sound u on u.sound_id = r.sound_id
    order by p.code, m.code, r.total desc nulls last, t.name, r.track_id nulls first, r.on_date nulls first;
end
$$;

comment on function app.audience(text[], text[], date, date, text, text) is
    'Audiences of artists (names, numbers or provider ids; null: all) in a period, by platform, track or date. total: sum of flows, counters and weeks, the last level of stocks, the mean of rolling figures of one artist; daily_average and peak from readings of exactly one day; days_tracked: days covered by readings; coverage: share of 1 of the daily readings expected. Grouped by date, a row without a date holds what was read over several days.';
revoke execute on function app.audience(text[], text[], date, date, text, text) from public;

-- What is in no total: readings over days inside and outside of the period, of which nobody can say which part is whose.
create or replace function app.audience_left_out(artists text[], platforms text[], from_on date, to_on date, country text default null)
    returns table (platform text, track text, metric text, read_from date, read_to date, amount bigint, reason text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    chosen bigint[] := core.audience_artists(artists);
    metrics smallint[] := core.audience_metrics(platforms);
    groups bigint[] := core.audience_groups(chosen, metrics, country);
begin
    perform core.check_audience_period(from_on, to_on);
    return query
    select p.code, coalesce(t.name, nullif(u.name, ''), u.sound_id_tiktok), m.code, s.first_on, s.last_on, s.amount,
           format('%s %s between %s and %s cannot be told by day: nothing was read in between.',
                  to_char(s.amount, 'FM999,999,999,999,990'), m.unit, to_char(s.first_on, 'FMDD FMMon YYYY'), to_char(s.last_on, 'FMDD FMMon YYYY'))
    from core.audience_spans(chosen, metrics, from_on, to_on, country, groups) s
    join core.metric m on m.metric_id = s.metric_id
    join core.platform p on p.platform_id = m.platform_id
    left join core.track t on t.track_id = s.track_id
    left join core.sound u on u.sound_id = s.sound_id
    where s.is_left_out
    order by p.code, s.amount desc, s.series_id, s.first_on;
end
$$;

comment on function app.audience_left_out(text[], text[], date, date, text) is
    'Readings over several days across an edge of the period, which app.audience counts in no period, with a sentence.';
revoke execute on function app.audience_left_out(text[], text[], date, date, text) from public;
