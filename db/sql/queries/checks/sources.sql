-- Each source by the one clock, and the newest delivery of which too many rows were rejected, while no good one followed it
select f.source, f.name, f.is_must_have, coalesce(f.is_late, false) as is_late,
       coalesce(f.sentence, 'no figures have arrived yet') as sentence, f.note, d.spoilt_at, d.spoilt_rejected, d.spoilt_read
from core.source_freshness(core.today()) f
left join core.source_delivered() d on d.source = f.source
order by f.source
