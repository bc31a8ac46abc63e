-- How present each followed artist is: the visibility score with its four parts, against four weeks before; markets held, new
-- and lost; where the score stands among artists of the same size; and how many of the top tracks have an audio profile.
create view bi.presence_board as
select f.artist_id, f.artist, f.picture_html, f.artist_link_html, f.label, f.team, g.measured_on,
       g.visibility_score::double precision as score, d.score_change::double precision as score_change,
       g.market_count, g.new_markets, g.lost_markets, t.top_count, t.profiled_count, p.percentile_share, p.standing,
       nullif(array_to_string(y.genres[:4], ', '), '') as genres,
       f.artist_link_html || coalesce('<br><span class="gs-quiet">' || bi.escaped(nullif(array_to_string(y.genres[:2], ', '), ''))
                                      || '</span>', '') as artist_genres_html,
       case when g.artist_id is null then 3 when g.visibility_score is null then 2 else 1 end as weight,
       case when g.artist_id is null then 'not read yet' when g.visibility_score is null then 'withheld: ' || g.withheld_reason
            when b.visibility_score is null then 'needs more weeks' when d.score_change is null then 'other sources since'
            when d.score_change > 0 then '▲ growing' when d.score_change < 0 then '▼ falling' else 'unchanged' end as state,
       case when g.visibility_score is null
            then '<span data-sort="" class="gs-quiet">' || bi.escaped(coalesce('withheld: ' || g.withheld_reason, 'not read yet')) || '</span>'
            else '<div class="gs-score" data-sort="' || lpad(round(100 * g.visibility_score)::text, 6, '0') || '" title="followers '
                 || g.followers_part || ', popularity ' || g.popularity_part || ', markets ' || g.markets_part || ', tracks '
                 || g.tracks_part || ', each of 25"><b>' || to_char(g.visibility_score, 'FM990') || '</b><div class="gs-stack">'
                 || (select string_agg(format('<span class="gs-stack-%s" style="width:%s%%"></span>', v.name, v.part), '' order by v.place)
                     from (values (1, 'followers', g.followers_part), (2, 'popularity', g.popularity_part),
                                  (3, 'markets', g.markets_part), (4, 'tracks', g.tracks_part)) v (place, name, part))
                 || '</div></div>' end as score_html,
       case when g.visibility_score is null then null
            when b.visibility_score is null then '<span class="gs-quiet">needs more weeks</span>'
            when d.score_change is null then '<span class="gs-quiet" title="Markets or tracks come from another source now">other sources</span>'
            else '<span class="' || case sign(d.score_change) when 1 then 'gs-up">+' when -1 then 'gs-down">−'
                                                                                    else 'gs-flat">' end
                 || to_char(abs(d.score_change), 'FM990.0') || '</span>' end as score_change_html,
       case when g.market_count is null then '<span class="gs-quiet">not read</span>'
            else g.market_count || ' of ' || m.markets
                 || coalesce(' <span class="gs-up">+' || nullif(array_to_string(g.new_markets, ' +'), '') || '</span>', '')
                 || coalesce(' <span class="gs-down">−' || nullif(array_to_string(g.lost_markets, ' −'), '') || '</span>', '') end
           as markets_html
from bi.followed_artist f
left join lateral (
    select * from mart.growth_metric w where w.artist_id = f.artist_id order by w.measured_on desc limit 1) g on true
left join lateral (
    select w.* from mart.growth_metric w
    where w.artist_id = f.artist_id and w.measured_on between g.measured_on - 31 and g.measured_on - 28
    order by w.measured_on desc limit 1) b on true
cross join lateral (
    select case when core.score_basis(g.markets_source, g.tracks_source, g.formula_version)
                   = core.score_basis(b.markets_source, b.tracks_source, b.formula_version)
                then g.visibility_score - b.visibility_score end as score_change) d
left join lateral (
    select count(distinct o.track_id_spotify) as top_count,
           count(distinct o.track_id_spotify) filter (
               where exists (select from core.audio_profile u where u.track_id_spotify = o.track_id_spotify)) as profiled_count
    from core.market_top_track o
    where o.artist_id = f.artist_id and o.read_on >= g.measured_on - 8) l on true
-- where no market's list was read: the ten songs with the most streams in their newest week
left join lateral (
    select count(*) as top_count,
           count(*) filter (where exists (
               select from core.song_link k
               join core.spotify_track o on o.spotify_track_id = k.spotify_track_id
               join core.audio_profile u on u.track_id_spotify = o.track_id_spotify
               where k.track_id = x.track_id and k.known_until is null)) as profiled_count
    from (select a.track_id
          from mart.artist_song a
          cross join lateral (
              select w.value from mart.track_week w
              join core.metric m on m.metric_id = w.metric_id and m.code = 'track_luminate_streams'
              where w.track_id = a.track_id order by w.week_on desc limit 1) w
          where a.artist_id = f.artist_id
          order by w.value desc nulls last, a.track_id
          limit 10) x
    where l.top_count = 0) s on true
cross join lateral (
    select case when l.top_count > 0 then l.top_count else s.top_count end as top_count,
           case when l.top_count > 0 then l.profiled_count else s.profiled_count end as profiled_count) t
left join mart.artist_visibility y on y.artist_id = f.artist_id
left join mart.artist_place p on p.artist_id = f.artist_id and p.measure = 'score'
cross join (select count(*) filter (where is_counted) as markets from core.market) m;
