-- Releases of followed artists by day since release, over the songs linked to them now, the first 28 days. A missing day has
-- no row, and after it nothing is known of the sum. `offset 0` has songs looked up for each artist; whatever an
-- artist is chosen by stands in the partition, else all artists' days would be ranked first.
create view mart.release_day as
select f.artist_id, f.artist, f.label, f.team, k.track_id, t.name as song, t.release_on,
       t.name || ' (' || to_char(t.release_on, 'FMDD Mon YYYY') || ')' as release,
       dense_rank() over (partition by f.artist_id, f.artist, f.label, f.team order by t.release_on desc)::int as release_place,
       d.day, d.streams, d.days_read, case when d.days_known = d.day then d.streams_since end as total
from mart.followed_artist f
cross join lateral (select s.track_id from mart.artist_song s where s.artist_id = f.artist_id offset 0) k
join core.track t on t.track_id = k.track_id and t.release_on is not null
cross join lateral (
    select r.day, r.streams, r.days_read, sum(r.days_read) over up_to as days_known,
           (sum(r.streams) over up_to)::bigint as streams_since
    from core.release_days(t.track_id, t.release_on) r
    window up_to as (order by r.day)
) d;
