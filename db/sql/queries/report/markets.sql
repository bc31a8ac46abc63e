-- Countries whose charts an artist entered this week for the first time in 8 weeks, or left; of charts read in all of them
with ours as (
    select artist, track_id from mart.followed_track where mart.is_within(label, team, :label, :team)
), places as materialized (
    select c.chart, c.country_code, c.week_on, c.track_id, min(c.position) as best_position
    from mart.chart_move c
    -- the moments of these weeks, so that the index by moment serves
    where c.ranked_at >= (cast(:week as timestamp) - interval '56 days') at time zone 'UTC'
      and c.ranked_at < (cast(:week as timestamp) + interval '7 days') at time zone 'UTC' and c.country_code is not null
    group by c.chart, c.country_code, c.week_on, c.track_id
), read as (
    select chart from places group by chart
    having bool_or(week_on = :week) and bool_or(week_on = cast(:week as date) - 7) and count(distinct week_on) >= 4
), artist as (
    select o.artist, p.country_code,
           min(p.best_position) filter (where p.week_on = :week) as place,
           min(p.best_position) filter (where p.week_on = cast(:week as date) - 7) as last_place,
           bool_or(p.week_on < :week) as was_there
    from ours o
    join places p on p.track_id = o.track_id
    where p.chart in (select chart from read)
    group by o.artist, p.country_code
)
select artist, place is not null as is_new,
       string_agg(country_code || ' (No. ' || coalesce(place, last_place) || ')', ', '
                  order by coalesce(place, last_place), country_code) as countries
from artist
where place is not null and not was_there or place is null and last_place is not null
group by artist, place is not null
order by is_new desc, min(coalesce(place, last_place)), artist collate "C";
