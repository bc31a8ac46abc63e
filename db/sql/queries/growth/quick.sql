-- One row of all followed artists: how many, how visible, who grew, what is held of markets and linked of works.
select max(v.measured_on) as measured_on, count(*) as artists, count(v.visibility_score) as scored,
       count(*) - count(v.visibility_score) as withheld,
       round(percentile_cont(0.5) within group (order by v.visibility_score)::numeric, 1) as median_score,
       sum(v.followers)::bigint as followers, sum(v.followers_week_change)::bigint as followers_week_change,
       count(*) filter (where v.followers_week_change > 0) as growing,
       count(*) filter (where v.followers_week_change < 0) as falling,
       round(avg(v.market_count), 1) as mean_markets, (select count(*) from core.market where is_counted) as markets,
       coalesce(sum(cardinality(v.new_markets)), 0) as new_markets, coalesce(sum(cardinality(v.lost_markets)), 0) as lost_markets,
       (select count(*) from mart.work) as works, (select count(*) from mart.work where is_linked) as works_linked,
       (select count(distinct a.track_id_spotify) from core.market_top_track a
        where a.read_on = (select max(read_on) from core.market_top_track)) as top_tracks,
       (select count(distinct a.track_id_spotify) from core.market_top_track a
        join core.audio_profile p on p.track_id_spotify = a.track_id_spotify
        where a.read_on = (select max(read_on) from core.market_top_track)) as top_tracks_profiled
from mart.artist_visibility v
