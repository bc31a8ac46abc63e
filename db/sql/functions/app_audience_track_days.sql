-- The readings behind a period's figures: a row for each track or sound and day, with all its metrics side by side. What
-- was read over several days is a row of its own, on its last day. Together they are what app.audience adds up.
create or replace function app.audience_track_days(artists text[], platforms text[], from_on date, to_on date, country text default null)
    returns table (track text, on_date date, days integer, metrics text[], amounts bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    chosen bigint[] := core.audience_artists(artists);
    metrics smallint[] := core.audience_metrics(platforms);
begin
    perform core.check_audience_period(from_on, to_on);
    return query
    with span as materialized (
        select m.code, s.track_id, s.sound_id, s.last_on, s.last_on - s.first_on + 1 as days, sum(s.amount)::bigint as amount
        from core.audience_spans(chosen, metrics, from_on, to_on, country) s
        join core.metric m on m.metric_id = s.metric_id
        where s.is_inside and s.artist_id is null
        group by m.code, s.track_id, s.sound_id, s.last_on, s.first_on
    ), day as (
        select s.track_id, s.sound_id, s.last_on, s.days, array_agg(s.code) as codes, array_agg(s.amount) as amounts
        from span s
        group by s.track_id, s.sound_id, s.last_on, s.days
    )
    select coalesce(t.name, nullif(u.name, ''), u.sound_id_tiktok), d.last_on, d.days, d.codes, d.amounts
    from day d
    left join core.track t on t.track_id = d.track_id
    left join core.sound u on u.sound_id = d.sound_id
    order by d.last_on, t.name, d.track_id, d.sound_id, d.days;
end
$$;

comment on function app.audience_track_days(text[], text[], date, date, text) is
    'What app.audience adds up of tracks and sounds, by day: days is 1, or how many days up to on_date were read at once; metrics and amounts stand in the same order.';
revoke execute on function app.audience_track_days(text[], text[], date, date, text) from public;
