-- What was restated of last week since it was reported: the label's totals, then the artists it touched most
select null::bigint as artist_id, l.metric_name as name, l.metric_name, l.last_total as reported, l.restated
from mart.label_trend l
where l.label = :label and l.team is not distinct from :team and l.is_over and l.week_on = :week and l.metric in ('track_luminate_streams', 'sound_tiktok_posts')
union all
(select t.artist_id, t.artist_name, t.metric_name, t.last_total, t.restated
 from mart.artist_trend t
 where t.week_on = :week and t.metric in ('track_luminate_streams', 'sound_tiktok_posts') and t.restated <> 0
   and mart.is_within(t.label, t.team, :label, :team)
 order by abs(t.restated) desc, t.artist_id
 limit :top)
order by artist_id nulls first, metric_name desc;
