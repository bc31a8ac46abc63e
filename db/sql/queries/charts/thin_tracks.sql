-- Tracks a ranking names. A known track keeps what its metadata said: a chart row is the thinner source.
insert into core.track (track_id_soundcharts, name, credit_name, image_url)
select distinct on (uuid) uuid, name, credit_name, image_url
from unnest(cast(:uuids as uuid[]), cast(:names as text[]), cast(:credit_names as text[]), cast(:image_urls as text[]))
     as given (uuid, name, credit_name, image_url)
order by uuid, name
on conflict (track_id_soundcharts) do nothing
