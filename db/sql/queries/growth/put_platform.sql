-- Where nobody has listed platforms yet, growth is Spotify's; Soundcharts' list says later what else it offers of it.
insert into core.platform (code, name, kinds, provider, provider_code)
values ('spotify', 'Spotify', '{}', 'spotify', 'spotify')
on conflict (code) do nothing
