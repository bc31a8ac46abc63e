-- Lines of the last weeks, chained backwards from the report's week: each step compares the same tracks in both weeks,
-- so a track that comes or goes does not bend the line. Null before a week that could not be compared.
with pair as (
    select 0::bigint as artist_id, metric, week_on, this_week, last_week
    from mart.label_week_pair
    where week_on between :first_week and :week and metric = any(:metrics)
      and metric not in ('track_luminate_streams', 'sound_tiktok_posts')
    union all
    select artist_id, metric, week_on, this_week, last_week
    from mart.artist_week_pair
    where week_on between :first_week and :week and metric = :metric and artist_id = any(:artists)
      and metric <> 'track_luminate_streams'
), entity as (
    select artist_id, metric, this_week as end_value from pair where week_on = :week and this_week is not null
), step as (
    select e.artist_id, e.metric, e.end_value, w.week_on,
           case when p.this_week > 0 and p.last_week > 0 then ln(p.this_week::double precision / p.last_week) end as growth
    from entity e
    cross join (
        select day::date as week_on
        from generate_series(cast(:first_week as timestamp), cast(:week as timestamp), interval '7 days') as day
    ) as w
    left join pair p on p.artist_id = e.artist_id and p.metric = e.metric and p.week_on = w.week_on
)
select artist_id, metric, week_on, value
from (
select artist_id, metric, week_on,
       case when count(growth) over later = count(*) over later
            then round((end_value * exp(-coalesce(sum(growth) over later, 0)))::numeric)::bigint end as value
from step
window later as (partition by artist_id, metric order by week_on desc rows between unbounded preceding and 1 preceding)
union all
-- totals as they are, of followed artists and of the label
select t.artist_id, t.metric, w.day::date, l.value
from (
    select 0::bigint as artist_id, unnest(array['track_luminate_streams', 'sound_tiktok_posts']) as metric
    union all
    select unnest(cast(:artists as bigint[])), 'track_luminate_streams' where :metric = 'track_luminate_streams'
) t
cross join generate_series(cast(:first_week as timestamp), cast(:week as timestamp), interval '7 days') as w (day)
left join lateral (
    select total as value from mart.label_trend
    where t.artist_id = 0 and label = :label and team is not distinct from :team and metric = t.metric
      and week_on = w.day::date and is_over
    union all
    select total from mart.label_member
    where t.artist_id <> 0 and artist_id = t.artist_id and label = :label and metric = t.metric and week_on = w.day::date
) l on true
where t.metric = any(:metrics) or t.metric = :metric
) drawn
order by artist_id, metric, week_on;
