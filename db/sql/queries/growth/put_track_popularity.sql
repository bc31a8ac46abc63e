-- Popularity of tracks on a day, of those a song is known to be: by the vendor's links, else by ids of their streams.
-- Rows changed; a restated value keeps the earlier one in audience_revision.
with told as (
    select * from unnest(cast(:ids as text[]), cast(:values as bigint[])) as t (id, value)
), known as (
    select t.id, t.value, coalesce(v.track_id, e.track_id) as track_id
    from told t
    left join lateral (
        select l.track_id
        from core.spotify_track s
        join core.song_link l on l.spotify_track_id = s.spotify_track_id and l.known_until is null
        where s.track_id_spotify = t.id
        order by l.method limit 1) v on true
    left join lateral (
        select e.track_id
        from core.audience_series e
        join core.metric m on m.metric_id = e.metric_id and m.code = 'track_spotify_streams'
        where e.identifier = t.id and e.identifier <> '' limit 1) e on v.track_id is null
), of_metric as (
    select metric_id from core.metric where code = 'track_spotify_popularity'
), there as (
    select s.series_id, s.track_id, s.identifier
    from core.audience_series s
    join known k on k.track_id = s.track_id and k.id = s.identifier
    where s.metric_id = (select metric_id from of_metric) and s.country_code is null
), entered as (
    insert into core.audience_series (metric_id, track_id, identifier)
    select m.metric_id, k.track_id, k.id
    from known k cross join of_metric m
    where k.track_id is not null
      and not exists (select from there t where t.track_id = k.track_id and t.identifier = k.id)
    order by k.track_id, k.id
    on conflict do nothing
    returning series_id, track_id, identifier
), given as (
    select s.series_id, k.value
    from known k
    join (select * from there union all select * from entered) s on s.track_id = k.track_id and s.identifier = k.id
), restated as (
    insert into core.audience_revision (series_id, observed_on, value, answer_id, known_from)
    select p.series_id, p.observed_on, p.value, p.answer_id, p.loaded_at
    from core.audience_point p
    join given g on g.series_id = p.series_id and p.observed_on = cast(:day as date) and g.value <> p.value
), changed as (
    insert into core.audience_point (series_id, observed_on, value)
    select series_id, :day, value from given order by series_id
    on conflict (series_id, observed_on) do update
    set value = excluded.value, answer_id = null, loaded_at = now()
    where core.audience_point.value <> excluded.value
    returning series_id
)
select count(*) from changed
