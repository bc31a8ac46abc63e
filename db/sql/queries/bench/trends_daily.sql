-- What an artist's line of streams asks.
select * from mart.artist_streams_daily where artist_id = :artist_id order by observed_on
