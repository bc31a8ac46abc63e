-- How far behind each source is on a day: vendor tables by their loads, providers by what was fetched from them.
-- With the owner's rights, so that whoever reads the view needs no table. Providers' tables are large: for what the report
-- waits for they are looked at only where it waits for one of them.
create or replace function core.source_freshness(on_day date, only_must_have boolean default false)
    returns table (
        source text, name text, is_must_have boolean, watermark_on date, last_arrived_at timestamptz,
        last_loaded_at timestamptz, cadence_days smallint, lag_days smallint, days_behind integer, is_late boolean,
        refused_at timestamptz, refused_reason text, rejected_30_days bigint, note text, sentence text
    )
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with vendor as (
        select d.* from core.source_delivered() d
    ), refused as (
        -- the newest refusal that no good load has followed
        select distinct on (l.source) l.source, l.arrived_at, l.reason
        from ops.load l
        left join vendor v on v.source = l.source
        where l.state = 'refused' and (v.loaded_at is null or l.loaded_at > v.loaded_at)
        order by l.source, l.loaded_at desc, l.load_id desc
    ), rejected as (
        select l.source, sum(l.rows_rejected) as row_count
        from ops.load l
        where l.arrived_at >= (on_day - 30)::timestamp at time zone 'UTC' group by l.source
    ), provided as (
        -- the ledger tells when a provider last answered, rankings and the queue which days that was of
        select c.provider || ' charts' as source, initcap(c.provider) || ' charts' as name,
               (select (max(x.newest) at time zone 'UTC')::date
                from core.chart h
                cross join lateral (select max(e.ranked_at) as newest from core.chart_entry e
                                    where e.chart_id = h.chart_id) x
                join core.platform p on p.platform_id = h.platform_id
                where p.provider = c.provider) as last_on,
               (select max(a.fetched_at) from raw.answer a
                where a.provider = c.provider and a.endpoint = 'ranking') as arrived_at
        from ops.rate_limit c
        where not only_must_have
           or exists (select from ops.source s where s.source = c.provider || ' charts' and s.is_must_have)
        union all
        select c.provider || ' audience', initcap(c.provider) || ' audience',
               (select max(w.covered_until) from ops.work w
                where w.kind in ('track_audience', 'artist_audience') and w.first_on is null
                  and coalesce(w.outcome, '') not in ('no_data', 'not_offered')),
               (select max(a.fetched_at) from raw.answer a where a.provider = c.provider
                and a.endpoint in ('song_audience', 'artist_audience', 'artist_listening',
                                  'artist_listening_total'))
        from ops.rate_limit c
        where not only_must_have
           or exists (select from ops.source s where s.source = c.provider || ' audience' and s.is_must_have)
    ), known as (
        select s.source, s.name, s.is_must_have, s.cadence_days, s.lag_days,
               coalesce(v.last_on, p.last_on) as last_on, coalesce(v.arrived_at, p.arrived_at) as arrived_at,
               coalesce(v.loaded_at, p.arrived_at) as loaded_at
        from ops.source s
        left join vendor v on v.source = s.source
        left join provided p on p.source = s.source
        where s.is_must_have or not only_must_have
        union all
        -- charts are of weeks as a rule, audiences of days
        select p.source, p.name, false, (case when p.source like '% charts' then 7 else 1 end)::smallint, 2::smallint, p.last_on, p.arrived_at, p.arrived_at
        from provided p
        where p.arrived_at is not null and not exists (select from ops.source s where s.source = p.source)
    ), judged as (
        -- a table without days is as new as its last arrival
        select k.*, d.newest_on,
               case when d.newest_on is not null then greatest(on_day - d.newest_on - k.lag_days, 0) end as behind,
               -- a table that never came is missed once others have come
               k.arrived_at is null and exists (select from vendor) as is_missed
        from known k
        cross join lateral (
            select coalesce(k.last_on, (k.arrived_at at time zone 'UTC')::date) as newest_on) d
    )
    select j.source, j.name, j.is_must_have, j.last_on, j.arrived_at, j.loaded_at, j.cadence_days, j.lag_days, j.behind,
           coalesce(j.behind > j.cadence_days, j.is_missed), f.arrived_at, f.reason, coalesce(r.row_count, 0),
           case when j.arrived_at is null and x.spoilt_at is null then 'nothing has arrived yet'
                when j.arrived_at is null then 'nothing that counts has arrived yet'
                when j.behind > j.cadence_days then format('%s days behind what is expected', j.behind)
                when j.behind > 0 then 'the next delivery is due'
                else 'up to date' end
           || case when x.spoilt_at is not null
                   then format('; delivered %s: %s of %s rows rejected, not counted as fresh',
                               to_char(x.spoilt_at at time zone 'UTC', 'FMDD Mon'), to_char(x.spoilt_rejected, 'FM999,999,990'),
                               to_char(x.spoilt_read, 'FM999,999,990')) else '' end
           || case when f.source is not null then format('; the delivery of %s was refused: %s',
                                                         (f.arrived_at at time zone 'UTC')::date, f.reason) else '' end
           || case when r.row_count > 0 then format('; %s row%s refused in 30 days', r.row_count, case when r.row_count > 1 then 's' end)
                   else '' end || '.',
           core.figures_sentence(j.newest_on, j.arrived_at, j.behind)
    from judged j
    left join vendor x on x.source = j.source
    left join refused f on f.source = j.source
    left join rejected r on r.source = j.source;
end
$$;

comment on function core.source_freshness(date, boolean) is
    'Each source with the last day of its figures and how far behind it is on a day; late after a whole cadence more.';
