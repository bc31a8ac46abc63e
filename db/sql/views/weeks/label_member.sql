-- Who made the change of a label's week: every followed artist, and '(shared)' for what songs of several of them would be
-- counted too often. The rows of a label, week and metric add up to mart.label_figures.
create view mart.label_member as
select b.week_on, g.label, m.code as metric, m.name as metric_name, m.unit, f.artist, b.artist_id, b.total, b.last_total,
       b.change, case when l.change <> 0 then b.change::double precision / l.change end as share_of_change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end
           as like_for_like_ratio,
       b.new_releases, b.basis, d.tier
from mart.artist_bridge b
join core.metric m on m.metric_id = b.metric_id
join mart.newest_week n on n.metric_id = b.metric_id and b.week_on <= n.week_on
join mart.followed_artist f on f.artist_id = b.artist_id
cross join lateral (values (f.label), ('All')) as g (label)
join mart.label_week l
  on l.label = g.label and l.team is null and l.metric_id = b.metric_id and l.week_on = b.week_on
left join mart.artist_week w on w.artist_id = b.artist_id and w.metric_id = b.metric_id and w.week_on = b.week_on
left join mart.badge d
  on d.artist_id = b.artist_id and d.track_id is null and d.metric_id = b.metric_id and d.week_on = b.week_on
union all
select l.week_on, l.label, m.code, m.name, m.unit, '(shared)', null, l.shared_total, l.shared_last_total,
       l.shared_total - l.shared_last_total,
       case when l.change <> 0 then (l.shared_total - l.shared_last_total)::double precision / l.change end, null,
       l.shared_new_releases, null, null
from mart.label_week l
join core.metric m on m.metric_id = l.metric_id
join mart.newest_week n on n.metric_id = l.metric_id and l.week_on <= n.week_on
where l.team is null;
