-- The country weekly figures are of is left alone: it follows the settings of the vendor's tables (vendor/region).
-- A known metric is given its own number, so that only a new one draws from the sequence, which ends at 32,767.
insert into core.metric
    (metric_id, code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule, membership, endpoint)
overriding system value
select coalesce(known.metric_id, nextval(pg_get_serial_sequence('core.metric', 'metric_id'))), :code, :name,
       p.platform_id, :entity_kind, :metric_kind, :unit, :identifier_rule, :membership, :endpoint
from core.platform p
left join core.metric known on known.code = :code
where p.code = :platform
on conflict (code) do update
set name = excluded.name, platform_id = excluded.platform_id, entity_kind = excluded.entity_kind,
    metric_kind = excluded.metric_kind, unit = excluded.unit, identifier_rule = excluded.identifier_rule,
    membership = excluded.membership, endpoint = excluded.endpoint
where (core.metric.name, core.metric.platform_id, core.metric.entity_kind, core.metric.metric_kind, core.metric.unit,
       core.metric.identifier_rule, core.metric.membership,
       core.metric.endpoint)
      is distinct from
      (excluded.name, excluded.platform_id, excluded.entity_kind, excluded.metric_kind, excluded.unit,
       excluded.identifier_rule, excluded.membership, excluded.endpoint)
