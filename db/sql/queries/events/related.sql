-- Whom fans of an artist also like as now listed, the nearest first.
with given as (
    select g.uuid, g.name, g.place::int as place, a.artist_id as related_artist_id
    from unnest(cast(:uuids as uuid[]), cast(:names as text[])) with ordinality as g (uuid, name, place)
    left join core.artist a on a.artist_id_soundcharts = g.uuid
), gone as (
    delete from core.related_artist r
    where r.artist_id = :artist_id and r.source = :source and r.related_id not in (select uuid from given)
    returning 1
), entered as (
    insert into core.related_artist as r (artist_id, source, related_id, related_name, related_artist_id, place, read_on)
    select distinct on (uuid) :artist_id, :source, uuid, name, related_artist_id, place, cast(:read_on as date)
    from given order by uuid, place
    on conflict (artist_id, source, related_id) do update
    set related_name = excluded.related_name, related_artist_id = excluded.related_artist_id, place = excluded.place,
        read_on = excluded.read_on, loaded_at = now()
    returning (xmax = 0) as is_new
)
select (select count(*) from gone) + (select count(*) from entered where is_new)
