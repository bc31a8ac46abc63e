-- Calls a second while audiences were fetched, first to last; and how many tracks the charts had named.
select (count(*) - 1) / greatest(extract(epoch from max(called_at) - min(called_at))::float8, 0.001) as per_s,
       (select count(*) from core.track) as tracks
from ops.call
where endpoint in ('song_audience', 'artist_audience', 'artist_listening', 'artist_listening_total') and status is distinct from 429
