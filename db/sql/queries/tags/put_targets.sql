-- Of several names for one target the first in code order, whoever comes first.
-- A known target is given its own number, so that only a new one draws from the sequence.
with given as (
    select source, level, source_key, min(name collate "C") as name
    from linked_target
    group by source, level, source_key
)
insert into core.tag_target as s (target_id, source, level, source_key, name)
overriding system value
select coalesce(known.target_id, nextval(pg_get_serial_sequence('core.tag_target', 'target_id'))), g.source, g.level,
       g.source_key, g.name
from given g
left join core.tag_target known
       on known.source = g.source and known.level = g.level and known.source_key = g.source_key
where known.target_id is null or g.name collate "C" < known.name collate "C"
order by g.source, g.level, g.source_key
on conflict (source, level, source_key) do update
set name = excluded.name
where excluded.name collate "C" < s.name collate "C"
