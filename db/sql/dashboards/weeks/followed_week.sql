-- Streams and TikTok posts of followed artists week by week, like for like, with badge and releases: tiles and lines.
create view bi.followed_week as
select w.week_on, w.artist_id, f.artist, f.picture_html, f.artist_link_html,
       '<a href="' || bi.artist_page(f.artist, 'music-analytics') || '">by month and platform</a>' as analytics_link_html,
       f.label, f.team, m.code as metric,
       m.name as metric_name, m.unit, w.basis, coalesce(g.total, w.value) as total, g.last_total, g.change as total_change,
       case when g.last_total > 0 and g.total >= 0 then g.change::double precision / g.last_total end as total_change_share, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.change::double precision / w.last_week end as change_share,
       w.days_matched || '/7' as days, coalesce(core.badge_label(b.tier, b.direction), '') as badge, coalesce(b.reason, '') as reason,
       (select string_agg(t.name, ', ' order by t.release_on, t.name)
        from core.track_artist k
        join core.track t on t.track_id = k.track_id
        where k.artist_id = w.artist_id and t.release_on between w.week_on and w.week_on + 6) as released,
       w.week_on <= n.week_on as is_over, w.week_on = n.week_on and n.week_on is not null as is_newest
from bi.followed_artist f
join mart.artist_week w on w.artist_id = f.artist_id
join core.metric m on m.metric_id = w.metric_id and m.membership in ('links', 'sounds') and m.entity_kind <> 'artist'
left join mart.artist_bridge g on g.artist_id = w.artist_id and g.metric_id = w.metric_id and g.week_on = w.week_on
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.badge b
  on b.artist_id = w.artist_id and b.track_id is null and b.metric_id = w.metric_id and b.week_on = w.week_on;
