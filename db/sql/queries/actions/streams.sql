-- Streams of every artist: the mean of four whole weeks each before and after the week a day lies in, and of the four before
-- those; null where one is missing. And its size by streams before the day.
with week as (
    select artist_id, value, (week_on - core.week_on(:done_on)) / 7 as place
    from mart.streamed_week
    where week_on between core.week_on(:done_on) - 56 and core.week_on(:done_on) + 28
), meant as (
    select artist_id,
           case when count(*) filter (where place between -8 and -5) = 4 then avg(value) filter (where place between -8 and -5) end as before,
           case when count(*) filter (where place between -4 and -1) = 4 then avg(value) filter (where place between -4 and -1) end as at,
           case when count(*) filter (where place between 1 and 4) = 4 then avg(value) filter (where place between 1 and 4) end as after
    from week
    group by artist_id
)
select m.artist_id, m.before, m.at, m.after, z.tier
from meant m
left join core.size_on(:done_on, cast(:size_tiers as double precision[])) z on z.artist_id = m.artist_id
