-- How far the deliveries of each vendor table have come. One of which too many rows were rejected does not count; the newest
-- of those is named while no delivery that counts has followed it. With the owner's rights, so that whoever reads a view
-- needs no table.
create or replace function core.source_delivered()
    returns table (
        source text, is_must_have boolean, last_on date, arrived_at timestamptz, loaded_at timestamptz,
        spoilt_at timestamptz, spoilt_rejected integer, spoilt_read integer
    )
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with load as (
        select l.source, coalesce(s.is_must_have, false) as is_must_have, l.load_id, l.last_on, l.arrived_at, l.loaded_at,
               l.rows_rejected, l.rows_read,
               l.rows_read > 0 and l.rows_rejected > coalesce(s.most_rejected_share, 0.5) * l.rows_read as is_spoilt
        from ops.load l
        left join ops.source s on s.source = l.source
        where l.state = 'loaded'
    ), counted as (
        select source, max(last_on) as last_on, max(arrived_at) as arrived_at, max(loaded_at) as loaded_at
        from load where not is_spoilt group by source
    )
    select t.source, t.is_must_have, c.last_on, c.arrived_at, c.loaded_at, x.arrived_at, x.rows_rejected, x.rows_read
    from (select distinct source, is_must_have from load) t
    left join counted c on c.source = t.source
    left join lateral (
        select w.arrived_at, w.rows_rejected, w.rows_read
        from load w
        where w.source = t.source and w.is_spoilt and (c.arrived_at is null or w.arrived_at > c.arrived_at)
        order by w.arrived_at desc, w.load_id desc
        limit 1
    ) x on true
$$;

comment on function core.source_delivered() is
    'Each vendor table with the last day and arrival of the deliveries that count, and the newest one that does not.';
