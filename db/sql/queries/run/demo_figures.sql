-- What a warehouse holds: of the provider, what was asked of it since a time, and of the vendor, what came of it.
select (select count(*) from core.chart) as charts,
       (select count(*) from core.track where track_id_soundcharts is not null) as tracks,
       (select count(*) from core.artist where artist_id_soundcharts is not null) as artists,
       (select count(*) from core.audience_point where load_id is null) as audience_points,
       (select count(*) from ops.call where called_at >= :began) as provider_calls,
       (select count(*) from ops.call where called_at >= :began and failure = 'throttled') as throttled,
       (select count(*) from core.audience_point where load_id is not null) as vendor_points,
       (select count(*) from ops.load where state = 'refused') as refused_loads,
       (select count(*) from app.artist_card where status = 'confirmed') as cards,
       (select count(*) from mart.badge where track_id is null and tier = 'confirmed') as confirmed_badges
