-- Each artist's week beside the week before, like for like: sums run over the same tracks or sounds in both weeks and, of
-- daily counts, over the same days; the others are counted in tracks_left_out. Both weeks stand on one basis.
create view mart.artist_week_pair as
select w.week_on, w.artist_id, a.name as artist_name, a.country_code, a.image_url,
       p.code as platform, m.code as metric, m.name as metric_name, m.metric_kind, m.unit, w.basis,
       w.value as total, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::numeric / w.last_week end as ratio,
       w.level, w.correction, w.days_present, l.days_present as days_present_last, w.days_matched,
       w.track_count, w.tracks_compared, w.track_count - w.tracks_compared as tracks_left_out, w.release_count,
       w.coverage_share, w.change is not null as is_comparable
from mart.artist_week w
join core.artist a on a.artist_id = w.artist_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.artist_week l on l.artist_id = w.artist_id and l.metric_id = w.metric_id and l.week_on = w.week_on - 7;
