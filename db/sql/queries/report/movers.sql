-- Every artist that can be compared, with the track that moved most the same way and the best chart place of the week
-- Of streams found by links: followed artists with their totals, as the label's page has them.
with pair as materialized (
    select artist_id, artist_name, country_code, unit, this_week, last_week, change, ratio, tracks_left_out, track_count,
           correction
    from mart.artist_week_pair
    where week_on = :week and metric = :metric and is_comparable and metric <> 'track_luminate_streams'
    union all
    select m.artist_id, m.artist, a.country_code, m.unit, m.total, m.last_total, m.change,
           case when m.last_total > 0 and m.total >= 0 then m.total::numeric / m.last_total end, null, null, 0
    from mart.label_member m
    join mart.artist a on a.artist_id = m.artist_id
    join mart.followed_artist f on f.artist_id = m.artist_id and mart.is_within(f.label, f.team, :label, :team)
    where m.label = :label and m.week_on = :week and m.metric = :metric and m.metric = 'track_luminate_streams'
), credit as materialized (
    select artist_id, track_id, true as is_credited from mart.artist_track
    union all
    select artist_id, track_id, false from mart.artist_song where :metric = 'track_luminate_streams'
), moved as materialized (
    select track_id, track_name, change from mart.track_week_pair where week_on = :week and metric = :metric and is_comparable
), lead as materialized (
    select distinct on (p.artist_id) p.artist_id, sign(p.change) as direction, t.track_id, t.track_name, t.change as track_change
    from pair p
    join credit c on c.artist_id = p.artist_id and c.is_credited = (:metric <> 'track_luminate_streams')
    join moved t on t.track_id = c.track_id and sign(t.change) = sign(p.change)
    order by p.artist_id, abs(t.change) desc, t.track_id
), places as materialized (
    select * from mart.chart_week where week_on = :week
), chart as materialized (
    select distinct on (c.artist_id) c.artist_id, w.best_position, w.chart_name
    from credit c
    join places w on w.track_id = c.track_id
    where c.is_credited
    order by c.artist_id, w.best_position, w.chart
), track_chart as materialized (
    -- of the lead track's charts, the one it entered or moved most on, in the direction of the artist
    select distinct on (l.artist_id) l.artist_id, w.chart_name, w.position, w.moved_by, w.is_entry, w.is_return
    from lead l
    join places w on w.track_id = l.track_id
    where w.is_on_last_ranking and case when l.direction > 0 then w.is_entry or w.moved_by > 0 else w.moved_by < 0 end
    order by l.artist_id, w.is_entry desc, abs(w.moved_by) desc, w.position, w.chart
)
select p.artist_id, p.artist_name, p.country_code, p.unit, p.this_week, p.last_week, p.change, p.ratio,
       p.tracks_left_out, p.track_count, -coalesce(p.correction, 0) as taken_back,
       lead.track_id, lead.track_name, lead.track_change,
       chart.best_position, chart.chart_name,
       track_chart.chart_name as track_chart_name, track_chart.position as track_position,
       track_chart.moved_by as track_moved_by, track_chart.is_entry as track_is_entry,
       track_chart.is_return as track_is_return
from pair p
left join lead on lead.artist_id = p.artist_id
left join chart on chart.artist_id = p.artist_id
left join track_chart on track_chart.artist_id = p.artist_id
order by p.change desc, p.ratio desc nulls last, p.artist_id;
