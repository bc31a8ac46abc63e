-- Tracks of followed artists week by week, found by links as the artist's own figures are. `offset 0` has them looked up
-- for each artist.
create view bi.followed_track_week as
select w.week_on, f.artist_id, f.artist, f.label, f.team, w.track_id, bi.text_html(t.name) as track_name_html,
       bi.text_html(t.credit_name) as credit_name_html, t.release_on, m.code as metric, m.name as metric_name,
       w.value as total, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.change::double precision / w.last_week end as change_share,
       w.days_matched || '/7' as days, coalesce(core.badge_label(b.tier, b.direction), '') as badge, coalesce(b.reason, '') as reason,
       w.week_on = n.week_on and n.week_on is not null as is_newest
from mart.followed_artist f
cross join lateral (select s.track_id from mart.artist_song s where s.artist_id = f.artist_id offset 0) k
join core.track t on t.track_id = k.track_id
join mart.track_week w on w.track_id = k.track_id
join core.metric m on m.metric_id = w.metric_id and m.membership = 'links' and m.entity_kind = 'track'
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.badge b
  on b.artist_id = f.artist_id and b.track_id = w.track_id and b.metric_id = w.metric_id and b.week_on = w.week_on;
