-- A known artist is given its own number, so that only a new one draws from the sequence.
insert into core.catalog_artist (catalog_artist_id, artist_id_spotify, name)
overriding system value
select coalesce(known.catalog_artist_id, nextval(pg_get_serial_sequence('core.catalog_artist', 'catalog_artist_id'))),
       given.id, given.name
from (
    select distinct on (id) id, name
    from unnest(cast(:ids as text[]), cast(:names as text[])) as named (id, name)
    order by id, name
) given
left join core.catalog_artist known on known.artist_id_spotify = given.id
order by given.id
on conflict (artist_id_spotify) do update
set name = excluded.name, loaded_at = now()
where core.catalog_artist.name <> excluded.name
