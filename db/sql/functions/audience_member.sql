-- What a question about audiences adds up: each metric of each artist, track and sound of the artists chosen, once,
-- whoever shares it. With a country: its own figures where a metric has any, else worldwide figures of the tracks that
-- stood in its charts. With groups whose sums by day are known (core.audience_groups): without what these are of. Metrics
-- nothing was ever read of are left out.
create or replace function core.audience_members(artists bigint[], metrics smallint[], country text, groups bigint[] default null)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, series_ids integer[])
    language sql stable parallel safe
as $$
    with entity as materialized (
        select 'artists' as found_by, k.artist_id as entity_id from unnest(artists) as k (artist_id)
        union
        select 'credits', k.track_id from core.track_artist k where k.artist_id = any (artists)
        union
        select 'links', k.track_id from mart.artist_song k
        where k.artist_id = any (artists)
          and exists (select from core.metric m where m.metric_id = any (metrics) and m.membership = 'links')
        union
        select 'sounds', k.sound_id from core.artist_sound k where k.artist_id = any (artists) and k.known_until is null
    ), fed as (
        select m.metric_id, m.entity_kind,
               case m.entity_kind when 'artist' then 'artists' when 'sound' then 'sounds' else m.membership end as found_by,
               country is not null
                   and exists (select from core.audience_series e where e.metric_id = m.metric_id and e.country_code = country) as is_split
        from core.metric m
        where m.metric_id = any (metrics)
          -- a metric nothing was ever read of is not fed; the next one in the index says so without a look at all series
          and (select e.metric_id from core.audience_series e where e.metric_id >= m.metric_id order by e.metric_id limit 1) = m.metric_id
    ), found as materialized (
        select n.found_by, count(*) as entities from entity n group by n.found_by
    ), asked as materialized (
        select f.*
        from fed f
        -- each series of a group is of another track or sound: where they are as many as these, nothing else is left
        where coalesce((select sum(g.series_count) from core.audience_group g
                        where g.group_id = any (groups) and g.metric_id = f.metric_id), 0)
            <> case when artists is null then (select count(*) from core.audience_series e where e.metric_id = f.metric_id)
                    else coalesce((select n.entities from found n where n.found_by = f.found_by), 0) end
    ), summed as materialized (
        select e.metric_id, coalesce(e.track_id, e.sound_id) as entity_id
        from core.audience_group g
        join core.audience_group_series s on s.group_id = g.group_id
        join core.audience_series e on e.series_id = s.series_id
        where g.group_id = any (groups) and g.metric_id in (select a.metric_id from asked a)
    ), member as (
        select k.metric_id, k.entity_kind, k.is_split, k.entity_id
        from (
            select a.metric_id, a.entity_kind, a.is_split, n.entity_id
            from asked a join entity n on n.found_by = a.found_by
            union all
            select distinct a.metric_id, a.entity_kind, a.is_split, coalesce(e.track_id, e.artist_id, e.sound_id)
            from asked a join core.audience_series e on e.metric_id = a.metric_id
            where artists is null) k
        where (k.metric_id, k.entity_id) not in (select s.metric_id, s.entity_id from summed s)
    )
    select m.metric_id, k.track_id, k.artist_id, k.sound_id,
           array(
               select e.series_id from core.audience_series e
               where e.track_id = k.track_id and e.metric_id = m.metric_id and e.country_code is not distinct from k.country_code
               union all
               select e.series_id from core.audience_series e
               where e.artist_id = k.artist_id and e.metric_id = m.metric_id and e.country_code is not distinct from k.country_code
               union all
               select e.series_id from core.audience_series e
               where e.sound_id = k.sound_id and e.metric_id = m.metric_id and e.country_code is not distinct from k.country_code)
    from member m
    cross join lateral (
        select case m.entity_kind when 'track' then m.entity_id end as track_id, case m.entity_kind when 'artist' then m.entity_id end as artist_id,
               case m.entity_kind when 'sound' then m.entity_id end as sound_id, case when m.is_split then country end as country_code) k
    where country is null or m.is_split
       or exists (
           select from core.chart_entry e join core.chart c on c.chart_id = e.chart_id
           where e.track_id = k.track_id and c.country_code = country)
$$;

comment on function core.audience_members(bigint[], smallint[], text, bigint[]) is
    'Metric and track, artist or sound of artists (null: all), each once, with the series its figures are read from; without what groups have sums of.';
