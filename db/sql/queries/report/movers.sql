-- Every artist that can be compared, with the track that moved most the same way and the best chart place of the week
-- Of streams found by links: followed artists with their totals, as the label's page has them.
with pair as (
    select artist_id, artist_name, country_code, unit, this_week, last_week, change, ratio, tracks_left_out, track_count,
           correction, week_on, metric
    from mart.artist_week_pair
    where week_on = :week and metric = :metric and is_comparable and metric <> 'track_luminate_streams'
    union all
    select m.artist_id, m.artist, a.country_code, m.unit, m.total, m.last_total, m.change,
           case when m.last_total > 0 and m.total >= 0 then m.total::numeric / m.last_total end, null, null, 0, m.week_on,
           m.metric
    from mart.label_member m
    join mart.artist a on a.artist_id = m.artist_id
    where m.label = :label and m.week_on = :week and m.metric = :metric and m.metric = 'track_luminate_streams'
)
select p.artist_id, p.artist_name, p.country_code, p.unit, p.this_week, p.last_week, p.change, p.ratio,
       p.tracks_left_out, p.track_count, -coalesce(p.correction, 0) as taken_back,
       lead.track_id, lead.track_name, lead.track_change,
       chart.best_position, chart.chart_name,
       track_chart.chart_name as track_chart_name, track_chart.position as track_position,
       track_chart.moved_by as track_moved_by, track_chart.is_entry as track_is_entry,
       track_chart.is_return as track_is_return
from pair p
left join lateral (
    select t.track_id, t.track_name, t.change as track_change
    from (select track_id from mart.artist_track where artist_id = p.artist_id and p.metric <> 'track_luminate_streams'
          union all
          select track_id from mart.artist_song where artist_id = p.artist_id and p.metric = 'track_luminate_streams') credit
    join mart.track_week_pair t on t.track_id = credit.track_id
    where t.week_on = p.week_on and t.metric = p.metric
      and t.is_comparable and sign(t.change) = sign(p.change)
    order by abs(t.change) desc, t.track_id
    limit 1
) as lead on true
left join lateral (
    select c.best_position, c.chart_name
    from mart.artist_track credit
    join mart.chart_week c on c.track_id = credit.track_id
    where credit.artist_id = p.artist_id and c.week_on = p.week_on
    order by c.best_position, c.chart
    limit 1
) as chart on true
left join lateral (
    -- of the lead track's charts, the one it entered or moved most on, in the direction of the artist
    select c.chart_name, c.position, c.moved_by, c.is_entry, c.is_return
    from mart.chart_week c
    where c.track_id = lead.track_id and c.week_on = p.week_on and c.is_on_last_ranking
      and case when p.change > 0 then c.is_entry or c.moved_by > 0 else c.moved_by < 0 end
    order by c.is_entry desc, abs(c.moved_by) desc, c.position, c.chart
    limit 1
) as track_chart on true
order by p.change desc, p.ratio desc nulls last, p.artist_id;
