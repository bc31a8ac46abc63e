-- What a question about audiences lacks and what it would take to fetch it.
create or replace function app.audience_missing(artist_ids bigint[], platforms text[], from_on date, to_on date, country text)
    returns table (platform text, missing_from date, missing_to date, cells bigint, answered_at timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform app.check_audience_request(artist_ids, platforms, from_on, to_on);
    return query
    with day as (
        select d.platform, d.day, count(*) as cells, bool_and(d.answered_at is not null) as is_answered, max(d.answered_at) as answered_at
        from core.audience_missing_days(artist_ids, platforms, from_on, to_on, country, null) d
        group by d.platform, d.day
    ), island as (
        select d.*, d.day - (row_number() over (partition by d.platform, d.is_answered order by d.day))::integer as place from day d
    )
    select p.name, min(d.day), max(d.day), sum(d.cells)::bigint, case when d.is_answered then max(d.answered_at) end
    from island d join core.platform p on p.code = d.platform
    group by p.name, d.is_answered, d.place
    order by p.name, min(d.day);
end
$$;

comment on function app.audience_missing(bigint[], text[], date, date, text) is
    'Runs of days on which a platform lacks a reading that can be fetched, with the number of readings; answered_at: when a request asked for them and the provider knew nothing.';

-- What fetching would cost, from the calls the provider answered in the last days; a warehouse without any goes by its limit.
create or replace function app.audience_prediction(artist_ids bigint[], platforms text[], from_on date, to_on date, country text)
    returns table (cells bigint, calls integer, seconds integer, calls_per_s numeric, budget_left integer, daily_budget integer,
                   without_id text[], tracks_without_id integer)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform app.check_audience_request(artist_ids, platforms, from_on, to_on);
    return query
    with needed as (
        select coalesce(sum(w.cells), 0)::bigint as cells, coalesce(sum(w.calls), 0)::integer as calls
        from core.audience_windows(artist_ids, platforms, from_on, to_on, country) w
    )
    select n.cells, n.calls, ceil(n.calls / r.calls_per_s)::integer, r.calls_per_s,
           greatest(l.daily_budget - case when l.spent_on = (now() at time zone 'UTC')::date then l.spent_calls else 0 end, 0),
           l.daily_budget,
           array(select a.name from core.artist a
                 where a.artist_id = any (artist_ids) and a.artist_id_soundcharts is null order by a.name),
           (select count(distinct k.track_id)::integer
            from core.track_artist k join core.track t on t.track_id = k.track_id
            where k.artist_id = any (artist_ids) and t.track_id_soundcharts is null)
    from needed n
    cross join core.audience_call_rate() r
    join ops.rate_limit l on l.provider = r.provider;
end
$$;

comment on function app.audience_prediction(bigint[], text[], date, date, text) is
    'Readings a question lacks, the calls and seconds fetching them would take, what is left of the day''s budget, and who can''t be asked for.';

-- The rate of busy seconds: in most seconds little or nothing is asked.
create or replace function core.audience_call_rate() returns table (provider text, calls_per_s numeric)
    language sql stable parallel safe
as $$
    select l.provider, coalesce(
        least((select percentile_cont(0.9) within group (order by s.calls)
               from (select count(*) as calls
                     from (select c.called_at from ops.call c
                           where c.provider = l.provider and c.called_at > now() - interval '7 days'
                           order by c.called_at desc limit 5000) c
                     group by date_trunc('second', c.called_at)
                     having count(*) > 1) s)::numeric, l.allowed_per_s * l.utilisation),
        l.allowed_per_s * l.utilisation)
    from ops.work_kind k
    join ops.rate_limit l on l.provider = k.provider
    where k.kind = 'track_audience'
$$;

comment on function core.audience_call_rate() is 'Calls a second the provider of audiences answers, as measured; its limit where nothing was.';

create or replace function app.check_audience_request(artist_ids bigint[], platforms text[], from_on date, to_on date) returns void
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    unknown text;
begin
    if coalesce(cardinality(artist_ids), 0) = 0 then
        raise exception 'No artist is chosen; choose one or several.' using errcode = 'GW400';
    end if;
    if from_on is null or to_on is null or to_on < from_on or to_on >= from_on + interval '12 months' then
        raise exception 'The period from % to % can''t be asked for; give at most 12 months, the first day before the last.',
            coalesce(from_on::text, 'no day'), coalesce(to_on::text, 'no day') using errcode = 'GW400';
    end if;
    select w.code into unknown from unnest(platforms) as w (code)
    where not exists (select from core.platform p where p.code = w.code) limit 1;
    if found then
        raise exception 'No platform is called “%”; choose one of the list.', left(unknown, 40) using errcode = 'GW400';
    end if;
    select w.id::text into unknown from unnest(artist_ids) as w (id)
    where not app.may_name(w.id) or not exists (select from core.artist a where a.artist_id = w.id) limit 1;
    if found then
        raise exception 'There is no artist %; choose artists by their name.', unknown using errcode = 'GW404';
    end if;
end
$$;

comment on function app.check_audience_request(bigint[], text[], date, date) is
    'An error where a question about audiences can''t be asked by the one who enters.';
revoke execute on function app.audience_missing(bigint[], text[], date, date, text) from public;
revoke execute on function app.audience_prediction(bigint[], text[], date, date, text) from public;
revoke execute on function app.check_audience_request(bigint[], text[], date, date) from public;
