-- Songs that events name and nobody has met: thin until their metadata comes.
insert into core.track (track_id_soundcharts, name, credit_name, image_url)
select uuid, name, credit, image_url
from unnest(cast(:uuids as uuid[]), cast(:names as text[]), cast(:credits as text[]), cast(:image_urls as text[]))
     as given (uuid, name, credit, image_url)
order by uuid
on conflict (track_id_soundcharts) do nothing
