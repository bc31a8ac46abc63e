-- Labels week by week; every track or sound once, however many artists share it.
create view mart.label_trend as
select w.week_on, w.label, p.code as platform, m.code as metric, m.name as metric_name, m.unit, w.value as value_all,
       w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.days_present, w.track_count, w.tracks_compared, w.artist_count, w.artists_on_account,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from mart.label_week w
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id;
