-- Artists and metrics a question about audiences is about, by what people call them.
create or replace function core.audience_artists(called text[]) returns bigint[]
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    one text;
    found bigint[];
    chosen bigint[];
begin
    if called is null then
        return null;
    end if;
    if cardinality(called) = 0 then
        raise exception 'No artist is chosen. Give names, numbers or provider ids, or null for all artists.'
            using errcode = 'invalid_parameter_value';
    end if;
    -- most are asked for by number: all of these at once
    select array_agg(a.artist_id) into chosen from core.artist a
    where a.artist_id = any (array(select c::bigint from unnest(called) as c where c ~ '^[1-9][0-9]{0,17}$'));
    foreach one in array called loop
        continue when one ~ '^[1-9][0-9]{0,17}$' and one::bigint = any (chosen);
        -- the number after a name tells two artists of one name apart, as dashboards write it
        select array_agg(a.artist_id) into found from core.artist a
        where a.artist_id::text = one or a.artist_id_spotify = one or a.artist_id_soundcharts::text = lower(one)
           or a.name || ' (' || a.artist_id || ')' = one;
        if found is null then
            select array_agg(a.artist_id) into found from core.artist a where lower(a.name) = lower(btrim(one));
        end if;
        if found is null then
            raise exception 'No artist is called “%”. Give the name as it is written, our number or a provider''s id.', left(one, 80)
                using errcode = 'no_data_found';
        end if;
        if cardinality(found) > 1 then
            raise exception '% artists are called “%”. Ask with a number: %.', cardinality(found), left(one, 80),
                array_to_string(found, ', ') using errcode = 'too_many_rows';
        end if;
        chosen := chosen || found;
    end loop;
    return array(select distinct c.artist_id from unnest(chosen) as c (artist_id) order by 1);
end
$$;

comment on function core.audience_artists(text[]) is
    'Our numbers of artists by name, number or provider id; null for all. Raises on what is unknown or stands for several.';

create or replace function core.audience_metrics(platforms text[]) returns smallint[]
    language plpgsql stable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    unknown text;
begin
    if cardinality(platforms) = 0 then
        raise exception 'No platform is chosen. Give codes or names, or null for all platforms.'
            using errcode = 'invalid_parameter_value';
    end if;
    select w.name into unknown from unnest(platforms) as w (name)
    where not exists (select from core.platform p where lower(w.name) in (p.code, lower(p.name))) limit 1;
    if found then
        raise exception 'No platform is called “%”. There are: %.', left(unknown, 80),
            (select string_agg(distinct p.code, ', ' order by p.code)
             from core.metric m join core.platform p on p.platform_id = m.platform_id)
            using errcode = 'no_data_found';
    end if;
    return array(
        select m.metric_id from core.metric m
        join core.platform p on p.platform_id = m.platform_id
        -- points of an index are no audience and add up to nothing
        where m.unit <> 'points' and (platforms is null or exists (
            select from unnest(platforms) as w (name) where lower(w.name) in (p.code, lower(p.name))))
        order by m.metric_id);
end
$$;

comment on function core.audience_metrics(text[]) is
    'Metrics of platforms by code or name; null for all. Raises on a platform nobody knows.';

create or replace function core.check_audience_period(from_on date, to_on date) returns void
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    if from_on is null or to_on is null then
        raise exception 'A period needs its first and its last day.' using errcode = 'invalid_parameter_value';
    end if;
    if to_on < from_on then
        raise exception 'The period ends on %, before it begins on %.', to_on, from_on
            using errcode = 'invalid_parameter_value';
    end if;
end
$$;

comment on function core.check_audience_period(date, date) is 'Raises where a first or last day is missing or they are the wrong way round.';
