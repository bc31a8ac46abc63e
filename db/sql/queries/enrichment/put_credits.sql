-- The credits of tracks as they now are; how many changed.
with given as (
    select t.catalog_track_id, a.catalog_artist_id, min(g.credit_order)::smallint as credit_order
    from unnest(cast(:track_ids as text[]), cast(:artist_ids as text[]), cast(:orders as int[]))
         as g (track_id, artist_id, credit_order)
    join core.catalog_track t on t.track_id_spotify = g.track_id
    join core.catalog_artist a on a.artist_id_spotify = g.artist_id
    group by t.catalog_track_id, a.catalog_artist_id
), gone as (
    delete from core.catalog_track_artist c
    where c.catalog_track_id in (select catalog_track_id from given)
      and not exists (select from given g
                      where g.catalog_track_id = c.catalog_track_id and g.catalog_artist_id = c.catalog_artist_id)
    returning 1
), put as (
    insert into core.catalog_track_artist (catalog_track_id, catalog_artist_id, credit_order)
    select * from given order by catalog_track_id, catalog_artist_id
    on conflict (catalog_track_id, catalog_artist_id) do update
    set credit_order = excluded.credit_order
    where core.catalog_track_artist.credit_order <> excluded.credit_order
    returning 1
)
select (select count(*) from gone) + (select count(*) from put)
