-- Confirmed badges of followed artists and whether each lasted; null where the week after is not over or can't be compared.
create view mart.badge_outcome as
select b.week_on, m.code as metric, b.artist_id, f.artist, f.label, f.team, b.direction, b.extra,
       core.has_lasted(b.direction, b.threshold, b.expected, b.settled_this_week, n.settled_this_week,
                       n.settled_last_week) as has_lasted
from mart.badge b
join mart.followed_artist f on f.artist_id = b.artist_id
join core.metric m on m.metric_id = b.metric_id
left join mart.artist_week n
  on n.artist_id = b.artist_id and n.metric_id = b.metric_id and n.week_on = b.week_on + 7
 -- days_needed of taxonomies/spikes.yaml
 and n.days_matched >= 6
where b.tier = 'confirmed' and b.track_id is null;
