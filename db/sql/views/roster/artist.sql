-- Every artist the warehouse knows, with or without figures. Whoever has an id at the provider can be asked for.
create view mart.artist as
select a.artist_id, a.name as artist_name, a.country_code, a.image_url, a.artist_type, a.career_stage,
       a.artist_id_soundcharts is not null as has_provider_id,
       case when a.artist_id_soundcharts is not null then 'soundcharts'
            when exists (select from core.spotify_account s where s.artist_id = a.artist_id) then 'vendor'
            else 'manual' end as artist_source
from core.artist a;
