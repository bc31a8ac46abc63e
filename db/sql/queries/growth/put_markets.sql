insert into core.market_reading (artist_id, source, market, read_on, is_present, track_count, top_popularity)
select :artist_id, :source, r.market, :day, r.is_present, r.track_count, r.top_popularity
from unnest(cast(:markets as text[]), cast(:present as boolean[]), cast(:counts as int[]), cast(:best as smallint[]))
     as r (market, is_present, track_count, top_popularity)
order by r.market
on conflict (artist_id, source, market, read_on) do update
set is_present = excluded.is_present, track_count = excluded.track_count, top_popularity = excluded.top_popularity,
    loaded_at = now()
where (core.market_reading.is_present, core.market_reading.track_count, core.market_reading.top_popularity)
      is distinct from (excluded.is_present, excluded.track_count, excluded.top_popularity)
