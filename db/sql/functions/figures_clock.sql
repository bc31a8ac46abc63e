-- The clock of all figures: the sources the report waits for, together. They are up to the oldest of their last days and as
-- far behind as the one that is furthest. Where none of them is used, the sources that are.
create or replace function core.figures_clock(on_day date)
    returns table (
        source text, name text, up_to_on date, delivered_at timestamptz, days_behind integer, is_late boolean, sentence text
    )
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with used as (
        select f.* from core.source_freshness(on_day, true) f
        where f.is_must_have and (f.last_arrived_at is not null or f.is_late)
    ), other as (
        select f.* from core.source_freshness(on_day) f
        where not exists (select from used) and f.last_arrived_at is not null
    ), source as (
        select u.source, u.name, coalesce(u.watermark_on, (u.last_arrived_at at time zone 'UTC')::date) as up_to_on,
               u.last_arrived_at, max(u.days_behind) over () as days_behind, bool_or(u.is_late) over () as is_late
        from (select * from used union all select * from other) u
    )
    select s.source, s.name, s.up_to_on, s.last_arrived_at, s.days_behind, s.is_late,
           case when s.up_to_on is null and s.source is not null then format('no figures of %s have arrived yet', s.name)
                else core.figures_sentence(s.up_to_on, s.last_arrived_at, s.days_behind) end
    from (select) one
    left join source s on true
    order by s.up_to_on nulls first, s.source
    limit 1;
end
$$;

comment on function core.figures_clock(date) is
    'Up to when figures of the sources the report waits for are, when they came and how far behind; one row.';
