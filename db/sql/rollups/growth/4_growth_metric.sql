-- grain:   artist with a confirmed card, day
-- sources: growth_followed, growth_level, growth_market, growth_track, growth_stream
-- window:  one day
-- re-run:  safe; the day of those followed is deleted and built again in one transaction
analyze growth_level, growth_market, growth_track, growth_stream;

-- who is followed no longer keeps the history there is
delete from mart.growth_metric
where measured_on = cast(:day as date) and artist_id in (select artist_id from growth_followed);

insert into mart.growth_metric
    (artist_id, measured_on, followers, followers_source, followers_on, popularity, popularity_source, popularity_on,
     market_count, markets_source, markets_on, new_markets, lost_markets, track_popularity, track_count, stream_percentile,
     tracks_source, tracks_on, followers_part, popularity_part, markets_part, tracks_part, visibility_score, withheld_reason,
     followers_week_change, followers_month_change, followers_weeks_needed, popularity_week_change,
     popularity_month_change, popularity_weeks_needed, formula_version)
select f.artist_id, cast(:day as date), l.value, l.source, l.read_on, p.value, p.source, p.read_on,
       k.market_count, k.source, k.read_on, coalesce(k.new_markets, '{}'), coalesce(k.lost_markets, '{}'),
       t.track_popularity, t.track_count, case when t.artist_id is null then s.stream_percentile end,
       case when t.artist_id is not null then t.source when s.artist_id is not null then 'streams' end,
       coalesce(t.read_on, s.read_on), v.followers_part, v.popularity_part, v.markets_part, v.tracks_part, v.score,
       nullif(concat_ws('; ', case when v.followers_part is null then 'followers' || n.missing end,
                        case when v.popularity_part is null then 'popularity' || n.missing end,
                        case when v.markets_part is null then 'markets' || n.missing end,
                        case when v.tracks_part is null then 'popularity of tracks and streams' || n.missing end), ''),
       l.week_change, l.month_change, l.weeks_needed, p.week_change, p.month_change, p.weeks_needed, :formula_version
from growth_followed f
cross join (select count(*)::int as market_total from core.market where is_counted) m
cross join (select ' not read in the ' || cast(:fresh_days as int) || ' days up to ' || cast(:day as date) as missing) n
left join growth_level l on l.artist_id = f.artist_id and l.code = 'artist_spotify_followers'
left join growth_level p on p.artist_id = f.artist_id and p.code = 'artist_spotify_popularity'
left join growth_market k on k.artist_id = f.artist_id
left join growth_track t on t.artist_id = f.artist_id
left join growth_stream s on s.artist_id = f.artist_id
cross join lateral core.visibility(
    l.value, p.value::int, k.market_count, m.market_total, coalesce(t.track_popularity / 100, s.stream_percentile)) v;
