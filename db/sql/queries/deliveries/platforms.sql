-- Platforms the vendor's figures are of, for a warehouse no provider has filled yet.
insert into core.platform (code, name, kinds, provider, provider_code)
values ('luminate', 'Luminate', '{other}', 'luminate', 'luminate'), ('tiktok', 'TikTok', '{other}', 'soundcharts', 'tiktok')
on conflict (code) do nothing
