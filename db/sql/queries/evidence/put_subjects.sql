-- Of several names for one subject the first in code order, whoever comes first.
insert into core.tag_subject as s (source, level, source_key, name)
select source, level, key, min(name collate "C")
from unnest(cast(:sources as text[]), cast(:levels as text[]), cast(:keys as text[]), cast(:names as text[]))
     as given (source, level, key, name)
group by source, level, key
order by source, level, key
on conflict (source, level, source_key) do update
set name = excluded.name
where excluded.name collate "C" < s.name collate "C"
