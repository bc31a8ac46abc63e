-- A kind of work of a provider.
insert into ops.work_kind as k (kind, provider, label, entity)
values (:kind, :provider, :label, :entity)
on conflict (kind) do update
set provider = excluded.provider, label = excluded.label, entity = excluded.entity
where (k.provider, k.label, k.entity) <> (excluded.provider, excluded.label, excluded.entity)
