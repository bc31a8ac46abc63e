-- Whether any reading of a track or artist on a platform has ever come.
select exists (
    select from core.audience_series s
    join core.metric m on m.metric_id = s.metric_id
    join core.platform p on p.platform_id = m.platform_id and p.code = :platform
    where s.track_id = cast(:track_id as bigint) or s.artist_id = cast(:artist_id as bigint)
)
