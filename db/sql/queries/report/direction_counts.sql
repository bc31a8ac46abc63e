-- How many artists can be compared, and which way they went
select count(*) filter (where is_comparable) as compared,
       count(*) filter (where is_comparable and change > 0) as up,
       count(*) filter (where is_comparable and change < 0) as down,
       (select count(*) from mart.artist) as artists
from mart.artist_week_pair
where week_on = :week and metric = :metric;
