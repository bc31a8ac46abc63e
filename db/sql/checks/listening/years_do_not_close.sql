-- fail: A user and year whose tracks do not add up to the plays and the music of its days.
with by_track as (
    select user_id, heard_year, sum(plays) as plays, sum(played_ms) as played_ms from mart.user_track_year group by 1, 2
), by_day as (
    select user_id, extract(year from heard_on)::smallint as heard_year, sum(plays) as plays, sum(music_ms) as played_ms
    from mart.user_day group by 1, 2
)
select user_id, heard_year, t.plays, d.plays as day_plays, t.played_ms, d.played_ms as day_ms
from by_track t full join by_day d using (user_id, heard_year)
where coalesce(t.plays, 0) <> coalesce(d.plays, 0) or coalesce(t.played_ms, 0) <> coalesce(d.played_ms, 0)
