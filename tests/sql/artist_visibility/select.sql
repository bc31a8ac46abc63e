-- Of the absent markets the first three are enough.
select *, absent_markets[1:3] as first_absent from mart.artist_visibility
