-- Tracks of artists with a confirmed card, week by week; one of two such artists has a row for each. Which tracks are an
-- artist's is said by links for metrics of links, else by credits.
create view mart.track_trend as
with held as (
    select artist_id, track_id, 'links' as membership from mart.artist_song
    union all
    select artist_id, track_id, 'credits' from core.track_artist
)
select w.week_on, w.track_id, t.name as track_name, t.credit_name, t.release_on, h.artist_id, a.name as artist_name,
       c.label, c.team, p.code as platform, m.code as metric, m.name as metric_name, m.unit, w.value as total,
       w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.days_matched || '/7' as days, b.tier, b.direction, b.reason,
       case when f.basis = 'tracks' and f.change <> 0 then w.change::double precision / f.change end
           as share_of_artist_change,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from held h
join app.artist_card c on c.artist_id = h.artist_id and c.status = 'confirmed'
join core.artist a on a.artist_id = h.artist_id
join core.metric m on m.membership = h.membership and m.entity_kind = 'track'
join core.platform p on p.platform_id = m.platform_id
join mart.track_week w on w.track_id = h.track_id and w.metric_id = m.metric_id
join core.track t on t.track_id = w.track_id
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.artist_week f on f.artist_id = h.artist_id and f.metric_id = w.metric_id and f.week_on = w.week_on
left join mart.badge b
  on b.artist_id = h.artist_id and b.track_id = w.track_id and b.metric_id = w.metric_id and b.week_on = w.week_on;
