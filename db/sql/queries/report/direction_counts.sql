-- How many artists can be compared, and which way they went; of streams found by links, followed artists
with compared as (
    select is_comparable, change from mart.artist_week_pair
    where week_on = :week and metric = :metric and metric <> 'track_luminate_streams'
    union all
    select true, m.change
    from mart.label_member m
    join mart.followed_artist f on f.artist_id = m.artist_id and mart.is_within(f.label, f.team, :label, :team)
    where m.label = :label and m.week_on = :week and m.metric = :metric and m.metric = 'track_luminate_streams'
)
select count(*) filter (where is_comparable) as compared,
       count(*) filter (where is_comparable and change > 0) as up,
       count(*) filter (where is_comparable and change < 0) as down,
       case when :metric = 'track_luminate_streams' then (
                select count(*) from mart.followed_artist where mart.is_within(label, team, :label, :team))
            else (select count(*) from mart.artist) end as artists
from compared;
