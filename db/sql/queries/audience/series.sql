-- Enter the series these readings belong to.
insert into core.audience_series (metric_id, track_id, artist_id, identifier)
select distinct metric_id, cast(:track_id as bigint), cast(:artist_id as bigint), identifier
from unnest(cast(:metric_ids as smallint[]), cast(:identifiers as text[])) as given (metric_id, identifier)
order by metric_id, identifier
on conflict do nothing
