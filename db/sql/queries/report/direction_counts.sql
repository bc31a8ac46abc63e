-- How many artists can be compared, and which way they went; of streams found by links, followed artists
with compared as (
    select is_comparable, change from mart.artist_week_pair
    where week_on = :week and metric = :metric and metric <> 'track_luminate_streams'
    union all
    select true, change from mart.label_member
    where label = :label and week_on = :week and metric = :metric and metric = 'track_luminate_streams'
      and artist_id is not null
)
select count(*) filter (where is_comparable) as compared,
       count(*) filter (where is_comparable and change > 0) as up,
       count(*) filter (where is_comparable and change < 0) as down,
       case when :metric = 'track_luminate_streams' then (select count(*) from mart.followed_artist where :label in (label, 'All'))
            else (select count(*) from mart.artist) end as artists
from compared;
