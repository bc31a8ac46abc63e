-- What can't be known of a past moment: since when rankings are here, where none of that time are.
select p.provider, min(e.loaded_at) as first_at
from core.chart_entry e
join core.chart c on c.chart_id = e.chart_id
join core.platform p on p.platform_id = c.platform_id
group by p.provider
having min(e.loaded_at) > cast(:as_of as timestamptz)
