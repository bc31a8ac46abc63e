-- What a warehouse holds: of the provider, what was asked of it since a time, and of vendor and listeners, what came of it.
select (select count(*) from core.chart) as charts,
       (select count(*) from core.track where track_id_soundcharts is not null) as tracks,
       (select count(*) from core.artist where artist_id_soundcharts is not null) as artists,
       (select count(*) from core.audience_point p join core.audience_series s on s.series_id = p.series_id
        join core.metric m on m.metric_id = s.metric_id
        where p.load_id is null and m.unit <> 'points') as audience_points,
       (select count(*) from core.audience_point p join core.audience_series s on s.series_id = p.series_id
        join core.metric m on m.metric_id = s.metric_id
        where p.load_id is null and m.unit = 'points') as popularity_points,
       (select count(*) from ops.call where called_at >= :began) as provider_calls,
       (select count(*) from ops.call where called_at >= :began and failure = 'throttled') as throttled,
       (select count(*) from core.audience_point where load_id is not null) as vendor_points,
       (select count(*) from ops.load where state = 'refused') as refused_loads,
       (select count(*) from app.artist_card where status = 'confirmed') as cards,
       (select count(*) from mart.badge where track_id is null and tier = 'confirmed') as confirmed_badges,
       (select count(*) from core.listening_user) as listeners,
       (select count(*) from core.play) as listens,
       (select sum(plays) from mart.user_day) as plays,
       (select count(*) from core.item_recording where recording_id is not null) as matched_tracks,
       (select count(*) from core.item_recording where recording_id is null) as unresolved_tracks,
       (select count(distinct heard_item_id) from mart.track_genre) as tracks_with_genre,
       (select round(coalesce(sum(play_ppm) filter (where genre_id <> 0), 0) / sum(play_ppm), 4)::float8
        from mart.user_genre_day) as plays_with_genre
