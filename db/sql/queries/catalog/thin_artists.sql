-- Artists a track credits. A known artist keeps what its own metadata said.
insert into core.artist (artist_id_soundcharts, name, slug, image_url)
select distinct on (uuid) uuid, name, slug, image_url
from unnest(cast(:uuids as uuid[]), cast(:names as text[]), cast(:slugs as text[]), cast(:image_urls as text[]))
     as given (uuid, name, slug, image_url)
order by uuid, name
on conflict (artist_id_soundcharts) do nothing
