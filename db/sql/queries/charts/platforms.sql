-- What the provider offers, platform by platform; unchanged rows are not touched.
insert into core.platform (code, name, kinds, provider, provider_code)
select code, name, string_to_array(kinds, ','), :provider, code
from unnest(cast(:codes as text[]), cast(:names as text[]), cast(:kinds as text[])) as given (code, name, kinds)
order by code
on conflict (code) do update
set name = excluded.name, kinds = excluded.kinds, loaded_at = now()
where (core.platform.name, core.platform.kinds) is distinct from (excluded.name, excluded.kinds)
