-- The newest figures of growth of each followed artist, and in words what is not known yet.
create view mart.artist_visibility as
select f.artist_id, f.artist, f.label, f.team, g.measured_on, g.visibility_score, g.followers_part, g.popularity_part,
       g.markets_part, g.tracks_part,
       case when g.artist_id is null then 'not measured yet' else g.withheld_reason end as withheld_reason,
       g.followers, g.followers_source, g.followers_on, g.followers_week_change, g.followers_month_change,
       s.followers_state, g.popularity, g.popularity_source, g.popularity_on, g.popularity_week_change,
       g.popularity_month_change, s.popularity_state, g.market_count, g.markets_source, g.markets_on, g.new_markets,
       g.lost_markets, array(select k.market from core.market k
                             where k.is_counted and not exists (
                                 select from core.market_reading r
                                 where r.artist_id = f.artist_id and r.source = g.markets_source and r.market = k.market
                                   and r.read_on = g.markets_on and r.is_present)
                               and g.markets_on is not null
                             order by k.place) as absent_markets,
       g.track_popularity, g.track_count, g.stream_percentile, g.tracks_source, g.tracks_on, g.formula_version,
       v.genres, v.source as genres_source, v.read_on as genres_on
from mart.followed_artist f
left join lateral (
    select * from mart.growth_metric m where m.artist_id = f.artist_id order by m.measured_on desc limit 1) g on true
-- Soundcharts speaks first: Spotify names none of many artists
left join lateral (
    select n.genres, n.source, n.read_on
    from (select distinct on (r.source) r.genres, r.source, r.read_on
          from core.genre_reading r
          where r.artist_id = f.artist_id
          order by r.source, r.read_on desc) n
    order by cardinality(n.genres) > 0 desc, n.source limit 1) v on true
cross join lateral (
    select case when g.followers is null then 'not read' when g.followers_weeks_needed = 0 then 'known'
                when g.followers_weeks_needed = 1 then 'needs 1 more week'
                else 'needs ' || g.followers_weeks_needed || ' more weeks' end as followers_state,
           case when g.popularity is null then 'not read' when g.popularity_weeks_needed = 0 then 'known'
                when g.popularity_weeks_needed = 1 then 'needs 1 more week'
                else 'needs ' || g.popularity_weeks_needed || ' more weeks' end as popularity_state) s;
