insert into core.platform (code, name, kinds, provider, provider_code)
select code, initcap(code), '{streaming}', 'soundcharts', code
from unnest('{spotify,tiktok,youtube,airplay,instagram,shazam}'::text[]) code
on conflict (code) do nothing
