-- Figures and badges of a week and scope as they stand: a row for each followed artist and metric, and one for all of them.
select m.code as metric, b.artist_id, b.total, b.last_total, d.tier, d.direction, d.ratio,
       d.expected_ratio_low, d.expected_ratio_high, d.threshold, d.expected, d.settled_this_week, c.sentence as cause
from mart.artist_bridge b
join mart.followed_artist f
  on f.artist_id = b.artist_id and (cast(:label as text) is null or f.label = :label)
 and (cast(:team as text) is null or f.team = :team)
join core.metric m on m.metric_id = b.metric_id
left join mart.badge d
  on d.artist_id = b.artist_id and d.track_id is null and d.metric_id = b.metric_id and d.week_on = b.week_on
left join mart.cause c
  on c.artist_id = b.artist_id and c.week_on = b.week_on and c.place = 1 and m.code = 'track_luminate_streams'
where b.week_on = :week_on
union all
select m.code, null, l.total, l.last_total, null, null, null, null, null, null, null, null, null
from mart.label_week l
join core.metric m on m.metric_id = l.metric_id
where l.week_on = :week_on and l.label = coalesce(:label, 'All') and l.team is not distinct from :team
