-- Schema bi_scoped: for logins of a label or team, the views and tables of schemas bi and mart under their names, with the
-- rows of the scope alone. What tells neither label nor team nor artist apart has no rows there, but for what is named
-- below. A figure of a whole label is not for who sees one team of it. A barrier keeps conditions of a question from
-- touching rows that are not shown.
create schema if not exists bi_scoped;

do $$
declare
    of_label constant text := '((select app.scope_of(''label'')) is null or label = any ((select app.scope_of(''label''))::text[]))';
    of_team constant text := '((select app.scope_of(''team'')) is null or team = any ((select app.scope_of(''team''))::text[]))';
    of_whole_label constant text := 'label = any ((select app.scope_of(''label''))::text[]) and (select app.scope_of(''team'')) is null';
    for_all constant text[] := array['closed_week', 'newest_week', 'source_freshness', 'figures_clock', 'measured_place',
                                    'active_country', 'outcome_board', 'action_name'];
    one record;
    shown text;
begin
    for one in
        select distinct on (c.relname) n.nspname, c.relname,
               bool_or(a.attname = 'label') as has_label,
               bool_or(a.attname = 'team') as has_team,
               bool_or(a.attname = 'artist_id') as has_artist
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname in ('bi', 'mart') and c.relkind in ('v', 'r', 'p', 'm')
        group by n.nspname, c.relname
        order by c.relname, n.nspname
    loop
        shown := case
            when one.relname = any (for_all) then 'true'
            when one.has_label and one.has_team then of_label || ' and ' || of_team
            when one.has_artist then format(
                'artist_id in (select k.artist_id from app.artist_card k where k.status <> ''archived'' and %s and %s)',
                replace(of_label, 'label = any', 'k.label = any'), replace(of_team, 'team = any', 'k.team = any'))
                -- an artist's part of a label's figure tells the figure
                || case when one.has_label then ' and ' || of_whole_label else '' end
            when one.has_label then of_whole_label
            else 'false'
        end;
        execute format('create view bi_scoped.%1$I with (security_barrier) as select * from %2$I.%1$I where (select app.is_scoped()) and %3$s',
            one.relname, one.nspname, shown);
    end loop;
end
$$;

-- Functions that tell who asks by themselves, under the names by which datasets ask them.
create or replace function bi_scoped.audience_answer(artists text[], platforms text[], from_on date, to_on date, country text, group_by text)
    returns table (period_on date, on_date date, artist text, platform_code text, platform_name text, platform_logo_html text, country_code text,
                   metric text, metric_name text, count_kind text, unit text, track_id bigint, sound_id bigint, part_name_html text,
                   total bigint, daily_average numeric, peak bigint, days_tracked integer, coverage numeric)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select * from bi.audience_answer(artists, platforms, from_on, to_on, country, group_by) where app.is_scoped() $$;

create or replace function bi_scoped.audience_lacking(artists text[], platforms text[], from_on date, to_on date, country text)
    returns table (period_on date, artist text, platform_name text, platform_logo_html text, country_code text, cells bigint,
                   cells_present bigint, missing_days bigint, missing text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select * from bi.audience_lacking(artists, platforms, from_on, to_on, country) where app.is_scoped() $$;

revoke execute on function bi_scoped.audience_answer(text[], text[], date, date, text, text),
    bi_scoped.audience_lacking(text[], text[], date, date, text) from public;
