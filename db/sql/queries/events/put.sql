-- Events as they were read. One that is known keeps its size, which is of the day it was first seen, and learns its end.
with given as (
    select coalesce(cast(:artist_id as bigint), (select c.artist_id from core.track_artist c
                                                 where c.track_id = cast(:track_id as bigint) order by c.credit_order limit 1)) as artist_id,
           coalesce(t.track_id, cast(:track_id as bigint)) as track_id, g.*
    from unnest(cast(:kinds as text[]), cast(:song_uuids as uuid[]), cast(:happened_on as date[]), cast(:until_on as date[]),
                cast(:sizes as bigint[]), cast(:units as text[]), cast(:countries as text[]), cast(:titles as text[]),
                cast(:identifiers as text[]), cast(:answer_ids as bigint[]))
         as g (kind, song_uuid, happened_on, until_on, size, unit, country_code, title, identifier, answer_id)
    left join core.track t on t.track_id_soundcharts = g.song_uuid
), entered as (
    insert into core.event as e (artist_id, track_id, kind, happened_on, until_on, size, unit, country_code, title, source,
                                 identifier, answer_id, known_from)
    select distinct on (artist_id, track_id, kind, identifier, happened_on)
           artist_id, track_id, kind, happened_on, until_on, size, unit, country_code, title, :source, identifier, answer_id,
           now()
    from given
    where artist_id is not null
    order by artist_id, track_id, kind, identifier, happened_on, size desc nulls last
    on conflict (artist_id, track_id, kind, source, identifier, happened_on) do update
    set until_on = excluded.until_on, size = coalesce(e.size, excluded.size), title = excluded.title,
        country_code = excluded.country_code, loaded_at = now()
    where (e.until_on, e.size, e.title, e.country_code)
          is distinct from (excluded.until_on, coalesce(e.size, excluded.size), excluded.title, excluded.country_code)
    returning 1
)
select count(*) from entered
