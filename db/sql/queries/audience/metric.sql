insert into core.metric (code, name, platform_id, entity_kind, metric_kind, unit, identifier_rule)
select :code, :name, platform_id, :entity_kind, :metric_kind, :unit, :identifier_rule
from core.platform where code = :platform
on conflict (code) do update
set name = excluded.name, platform_id = excluded.platform_id, entity_kind = excluded.entity_kind,
    metric_kind = excluded.metric_kind, unit = excluded.unit, identifier_rule = excluded.identifier_rule
where (core.metric.name, core.metric.platform_id, core.metric.entity_kind, core.metric.metric_kind, core.metric.unit,
       core.metric.identifier_rule)
      is distinct from
      (excluded.name, excluded.platform_id, excluded.entity_kind, excluded.metric_kind, excluded.unit,
       excluded.identifier_rule)
