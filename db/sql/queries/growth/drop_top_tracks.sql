delete from core.market_top_track where artist_id = :artist_id and read_on = :day
