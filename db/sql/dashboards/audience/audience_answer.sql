-- What app.audience answers, as the dashboard Music analytics shows it; its filters are the arguments. Without days it is the
-- last full month. A log-in that is limited to labels or teams is answered for their artists alone.
create function bi.audience_answer(artists text[], platforms text[], from_on date, to_on date, country text, group_by text)
    returns table (period_on date, on_date date, artist text, platform_code text, platform_name text, platform_logo_html text, country_code text,
                   metric text, metric_name text, count_kind text, unit text, track_id bigint, sound_id bigint, part_name_html text,
                   total bigint, daily_average numeric, peak bigint, days_tracked integer, coverage numeric)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    since date := coalesce(from_on, date_trunc('month', core.today() + 1)::date - interval '1 month');
    until date := coalesce(to_on, since + interval '1 month - 1 day');
begin
    return query
    select since, r.on_date, null::text, p.code, p.name, bi.platform_logo_html(p.code, p.name), country, m.code, m.name,
           case when a.is_play then 'plays' when m.metric_kind in ('stock', 'rolling') then 'level' else 'other count' end,
           m.unit, r.track_id, r.sound_id, bi.text_html(coalesce(t.name, nullif(u.name, ''), u.sound_id_tiktok)),
           r.total, r.daily_average, r.peak, r.days_tracked, r.coverage
    from core.audience_figures(bi.audience_chosen(artists), core.audience_metrics(platforms), since, until, country, group_by) r
    join core.metric m on m.metric_id = r.metric_id
    join app.audience_metrics() a on a.metric = m.code
    join core.platform p on p.platform_id = m.platform_id
    left join core.track t on t.track_id = r.track_id
    left join core.sound u on u.sound_id = r.sound_id;
end
$$;

-- Readings expected and there, a row for each platform, with the runs of days that lack one in words.
create function bi.audience_lacking(artists text[], platforms text[], from_on date, to_on date, country text)
    returns table (period_on date, artist text, platform_name text, platform_logo_html text, country_code text, cells bigint,
                   cells_present bigint, missing_days bigint, missing text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    since date := coalesce(from_on, date_trunc('month', core.today() + 1)::date - interval '1 month');
    until date := coalesce(to_on, since + interval '1 month - 1 day');
    chosen bigint[] := bi.audience_chosen(artists);
begin
    if cardinality(chosen) = 0 then
        return;
    end if;
    return query
    select since, null::text, p.name, bi.platform_logo_html(p.code, p.name), country, min(c.cells), min(c.cells_present),
           coalesce(sum(c.missing_to - c.missing_from + 1), 0),
           case when min(c.cells_present) = 0 then 'every day'
                else coalesce(string_agg(to_char(c.missing_from, 'FMDD Mon') || case when c.missing_to > c.missing_from
                                         then ' to ' || to_char(c.missing_to, 'FMDD Mon') else '' end, ', ' order by c.missing_from), 'none') end
    from app.coverage(chosen::text[], platforms, since, until, country) c
    join core.platform p on p.code = c.platform
    group by p.code, p.name;
end
$$;

-- Numbers of the artists a question is about; null for all. Who is limited is told nothing of others, not even that they are.
create function bi.audience_chosen(artists text[]) returns bigint[]
    language plpgsql stable
as $$
declare
    chosen bigint[];
begin
    if not app.is_scoped() then
        return core.audience_artists(artists);
    end if;
    select coalesce(array_agg(distinct c.artist_id), '{}') into chosen
    from app.artist_card c
    join core.artist a on a.artist_id = c.artist_id
    where c.status <> 'archived'
      and (app.scope_of('label') is null or c.label = any (app.scope_of('label')))
      and (app.scope_of('team') is null or c.team = any (app.scope_of('team')))
      and (artists is null or a.name = any (artists) or a.name || ' (' || a.artist_id || ')' = any (artists));
    return chosen;
end
$$;

comment on function bi.audience_answer(text[], text[], date, date, text, text) is
    'What app.audience answers, for the dashboard Music analytics; within what the log-in may see.';
comment on function bi.audience_lacking(text[], text[], date, date, text) is
    'What app.coverage answers, a row for each platform, for the dashboard Music analytics; within what the log-in may see.';
comment on function bi.audience_chosen(text[]) is 'Numbers of artists by name within what the log-in may see; null for all.';
revoke execute on function bi.audience_answer(text[], text[], date, date, text, text), bi.audience_lacking(text[], text[], date, date, text),
    bi.audience_chosen(text[]) from public;
