-- The readings behind a period's figures: a row for each track or sound and day, with all its metrics side by side. What
-- was read over several days is a row of its own, on its last day. Together they are what app.audience adds up.
create or replace function app.audience_track_days(artists text[], platforms text[], from_on date, to_on date, country text default null)
    returns table (track text, on_date date, days integer, metrics text[], amounts bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform core.check_audience_period(from_on, to_on);
    return query
    with span as materialized (
        select m.code, s.track_id, s.sound_id, s.last_on, s.last_on - s.first_on + 1 as days, sum(s.amount)::bigint as amount
        from core.audience_spans(core.audience_artists(artists), core.audience_metrics(platforms), from_on, to_on, country) s
        join core.metric m on m.metric_id = s.metric_id
        where s.is_inside and s.artist_id is null
        group by m.code, s.track_id, s.sound_id, s.last_on, s.first_on
    ), named as (
        select n.*, row_number() over (order by n.name, n.track_id, n.sound_id) as place
        from (
            select k.track_id, k.sound_id, coalesce(t.name, nullif(u.name, ''), u.sound_id_tiktok) as name
            from (select distinct track_id, sound_id from span) k
            left join core.track t on t.track_id = k.track_id
            left join core.sound u on u.sound_id = k.sound_id) n
    )
    select n.name, s.last_on, s.days, array_agg(s.code), array_agg(s.amount)
    from span s
    join named n on coalesce(n.track_id, 0) = coalesce(s.track_id, 0) and coalesce(n.sound_id, 0) = coalesce(s.sound_id, 0)
    group by s.last_on, n.place, n.name, s.days
    order by s.last_on, n.place, s.days;
end
$$;

comment on function app.audience_track_days(text[], text[], date, date, text) is
    'What app.audience adds up of tracks and sounds, by day: days is 1, or how many days up to on_date were read at once; metrics and amounts stand in the same order.';
revoke execute on function app.audience_track_days(text[], text[], date, date, text) from public;
