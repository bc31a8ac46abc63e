insert into core.market_top_track (artist_id, market, read_on, place, track_id_spotify, name, popularity)
select :artist_id, t.market, :day, t.place, t.id, t.name, t.popularity
from unnest(cast(:markets as text[]), cast(:places as smallint[]), cast(:ids as text[]), cast(:names as text[]),
            cast(:popularity as smallint[])) as t (market, place, id, name, popularity)
order by t.market, t.place
