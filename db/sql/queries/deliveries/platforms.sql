-- Platforms the vendor's figures are of, for a warehouse no provider has filled yet.
insert into core.platform (code, name, kinds, provider, provider_code)
select *
from (values ('luminate', 'Luminate', '{other}'::text[], 'luminate', 'luminate'),
             ('tiktok', 'TikTok', '{other}', 'soundcharts', 'tiktok')) as given (code, name, kinds, provider, provider_code)
where not exists (select from core.platform known where known.code = given.code)
on conflict (code) do nothing
