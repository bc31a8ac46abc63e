-- What the provider offers, platform by platform; unchanged rows are not touched.
-- A known platform is given its own number, so that only a new one draws from the sequence, which ends at 32,767.
insert into core.platform (platform_id, code, name, kinds, provider, provider_code)
overriding system value
select coalesce(known.platform_id, nextval(pg_get_serial_sequence('core.platform', 'platform_id'))), given.code,
       given.name, string_to_array(given.kinds, ','), :provider, given.code
from unnest(cast(:codes as text[]), cast(:names as text[]), cast(:kinds as text[])) as given (code, name, kinds)
left join core.platform known on known.code = given.code
order by given.code
on conflict (code) do update
set name = excluded.name, kinds = excluded.kinds, loaded_at = now()
where (core.platform.name, core.platform.kinds) is distinct from (excluded.name, excluded.kinds)
