-- What no answer can be faster than: the readings of the same tracks and days, read and added.
select sum(p.value)
from core.audience_series e
join core.audience_point p on p.series_id = e.series_id and p.observed_on between :from_on and :to_on
where e.track_id in (select k.track_id from core.track_artist k where k.artist_id = any (cast(:artists as bigint[])))
