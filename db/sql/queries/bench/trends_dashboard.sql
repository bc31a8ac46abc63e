-- What an artist's page asks: two years of weeks with badge, bridge and caveats.
select * from mart.artist_trend where artist_id = :artist_id order by week_on
