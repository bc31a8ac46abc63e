-- Followed artists in a week as it was known then (tables of a replay hide those of mart here) beside what is known now.
select a.name as artist, m.code as metric, w.basis, w.this_week, w.last_week, b.tier,
       n.basis as basis_now, n.this_week as this_week_now, n.last_week as last_week_now, c.tier as tier_now
from app.artist_card k
join core.artist a on a.artist_id = k.artist_id
join core.metric m on m.membership in ('links', 'sounds')
left join artist_week w on w.artist_id = k.artist_id and w.metric_id = m.metric_id and w.week_on = :week_on
left join mart.artist_week n on n.artist_id = k.artist_id and n.metric_id = m.metric_id and n.week_on = :week_on
left join badge b
  on b.artist_id = k.artist_id and b.metric_id = m.metric_id and b.week_on = :week_on and b.track_id is null
left join mart.badge c
  on c.artist_id = k.artist_id and c.metric_id = m.metric_id and c.week_on = :week_on and c.track_id is null
where k.status = 'confirmed' and (w.artist_id is not null or n.artist_id is not null)
  and (:is_all or (w.basis, w.this_week, w.last_week, b.tier) is distinct from (n.basis, n.this_week, n.last_week, c.tier))
order by m.code, a.name, a.artist_id
