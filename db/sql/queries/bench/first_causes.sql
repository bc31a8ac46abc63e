-- The strongest cause of each week of followed artists, as their pages have it; null where none is known.
select a.artist_id_spotify, b.week_on, b.change, c.cause, c.sentence, c.strength
from mart.followed_artist f
join core.artist a on a.artist_id = f.artist_id
join core.metric m on m.code = 'track_luminate_streams'
join mart.artist_bridge b on b.artist_id = f.artist_id and b.metric_id = m.metric_id
left join lateral (
    select k.cause, k.sentence, k.strength from core.artist_causes(f.artist_id, b.week_on) k
    order by k.strength, abs(k.amount) desc nulls last, k.sentence limit 1) c on true
where b.week_on = any(:weeks)
