insert into core.catalog_artist (artist_id_spotify, name)
select distinct on (id) id, name
from unnest(cast(:ids as text[]), cast(:names as text[])) as given (id, name)
order by id, name
on conflict (artist_id_spotify) do update
set name = excluded.name, loaded_at = now()
where core.catalog_artist.name <> excluded.name
