-- fail: A badge of an artist's week that has no figures.
select b.artist_id, b.metric_id, b.week_on, b.tier
from mart.badge b
where b.track_id is null
  and not exists (select from mart.artist_week w
                  where w.artist_id = b.artist_id and w.metric_id = b.metric_id and w.week_on = b.week_on)
