-- Labels week by week, and teams in them; every track or sound once, however many artists share it. A row without a team is
-- the whole label's.
create view mart.label_trend as
select w.week_on, w.label, w.team, p.code as platform, m.code as metric, m.name as metric_name, m.unit, w.total,
       w.last_total, w.change as total_change,
       case when w.last_total > 0 and w.total >= 0 then w.change::double precision / w.last_total end as total_change_share,
       w.restated, w.real_listening, w.new_releases, w.new_releases_change, w.newly_linked, w.missing_days,
       w.account_remainder, w.this_week, w.last_week, w.this_week - w.last_week as change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.settled_this_week, w.settled_last_week, w.days_matched || '/7' as days, w.days_present, w.track_count,
       w.tracks_compared, w.artist_count, w.artists_on_account, w.top_artist_id,
       w.week_on <= n.week_on and n.week_on is not null as is_over,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from mart.label_week w
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id;
