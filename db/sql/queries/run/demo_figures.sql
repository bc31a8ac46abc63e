-- What a warehouse holds, and what was asked of providers since a time.
select (select count(*) from core.chart) as charts,
       (select count(*) from core.track) as tracks,
       (select count(*) from core.artist) as artists,
       (select count(*) from core.audience_point) as audience_points,
       (select count(*) from ops.call where called_at >= :began) as provider_calls,
       (select count(*) from ops.call where called_at >= :began and failure = 'throttled') as throttled
