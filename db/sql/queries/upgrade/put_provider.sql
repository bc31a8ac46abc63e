-- A provider with the limit a new warehouse starts with; a limit that is there stays as it was set.
with named as (
    insert into core.provider as p (provider, name)
    values (:provider, :name)
    on conflict (provider) do update set name = excluded.name where p.name <> excluded.name
)
insert into ops.rate_limit (provider, allowed_per_s, utilisation, daily_budget)
values (:provider, :allowed_per_s, :utilisation, :daily_budget)
on conflict (provider) do nothing
