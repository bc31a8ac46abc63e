-- What a question about audiences adds up: each metric of each artist, track and sound of the artists chosen, once,
-- whoever shares it. With a country: its own figures where a metric has any, else worldwide figures of the tracks that
-- stood in its charts. With groups whose sums by day are known (core.audience_groups): without what these are of.
create or replace function core.audience_members(artists bigint[], metrics smallint[], country text, groups bigint[] default null)
    returns table (metric_id smallint, track_id bigint, artist_id bigint, sound_id bigint, series_ids integer[])
    language sql stable parallel safe
as $$
    with asked as (
        select m.metric_id, m.entity_kind, m.membership,
               country is not null
                   and exists (select from core.audience_series e where e.metric_id = m.metric_id and e.country_code = country) as is_split
        from core.metric m
        where m.metric_id = any (metrics)
    ), summed as materialized (
        select e.metric_id, coalesce(e.track_id, e.sound_id) as entity_id
        from core.audience_group_series s join core.audience_series e on e.series_id = s.series_id
        where s.group_id = any (groups)
    ), member as (
        select a.metric_id, a.entity_kind, a.is_split, k.entity_id
        from asked a
        cross join lateral (
            select k.artist_id from unnest(artists) as k (artist_id) where a.entity_kind = 'artist'
            union
            select k.track_id from core.track_artist k
            where k.artist_id = any (artists) and a.entity_kind = 'track' and a.membership = 'credits'
            union
            select k.track_id from mart.artist_song k
            where k.artist_id = any (artists) and a.entity_kind = 'track' and a.membership = 'links'
            union
            select k.sound_id from core.artist_sound k
            where k.artist_id = any (artists) and k.known_until is null and a.entity_kind = 'sound'
            union
            select coalesce(e.track_id, e.artist_id, e.sound_id) from core.audience_series e
            where artists is null and e.metric_id = a.metric_id
        ) k (entity_id)
        where (a.metric_id, k.entity_id) not in (select s.metric_id, s.entity_id from summed s)
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
