-- What audiences are told of: every metric with its platform, and in words what its kind lets one do with it.
-- Plays are what may be added over platforms: the vendor's streams are of all services, so Spotify's would count twice,
-- and who shazams a song or films to it has not been counted as playing it.
create or replace function app.audience_metrics()
    returns table (metric text, metric_name text, platform text, platform_name text, entity_kind text, metric_kind text, unit text,
                   is_play boolean, kind_in_words text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select m.code, m.name, p.code, p.name, m.entity_kind, m.metric_kind, m.unit,
           m.entity_kind = 'track' and m.membership = 'credits' and m.metric_kind in ('flow', 'counter')
               and m.unit in ('streams', 'views', 'plays'),
           case m.metric_kind
               when 'flow' then 'count of a day; the total adds the days'
               when 'counter' then 'running total; the total adds what came between readings'
               when 'weekly' then 'count of seven days; the total adds the weeks'
               when 'stock' then 'level; the total is the last one of the period, of several artists their sum'
               when 'rolling' then 'average over a moving window; the total is its mean, told of one artist alone' end
    from core.metric m
    join core.platform p on p.platform_id = m.platform_id
    where m.unit <> 'points'
    order by p.name, m.name
$$;

comment on function app.audience_metrics() is
    'Metrics of app.audience with names, unit, what their kind allows in words, and whether they are plays, which may be added over platforms.';
revoke execute on function app.audience_metrics() from public;
