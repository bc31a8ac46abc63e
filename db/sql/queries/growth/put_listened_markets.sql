-- A day on which Soundcharts told listeners by country is a reading of every market of the list: present where it lists
-- any. Of the last 13 weeks; days that are known are told anew only where they changed.
with located as (
    select s.artist_id, p.observed_on as read_on, s.country_code, max(p.value) as listeners
    from core.audience_series s
    join core.metric m on m.metric_id = s.metric_id and m.code = 'artist_spotify_listeners'
    join core.audience_point p on p.series_id = s.series_id and p.observed_on > cast(:day as date) - 91
     and p.observed_on <= cast(:day as date)
    where s.country_code is not null
      and exists (select from app.artist_card c where c.artist_id = s.artist_id and c.status = 'confirmed')
    group by s.artist_id, p.observed_on, s.country_code
)
insert into core.market_reading (artist_id, source, market, read_on, is_present, listeners)
select d.artist_id, 'soundcharts', k.market, d.read_on, coalesce(l.listeners > 0, false), l.listeners
from (select distinct artist_id, read_on from located) d
cross join (select market from core.market where is_counted) k
left join located l on l.artist_id = d.artist_id and l.read_on = d.read_on and l.country_code = k.market
order by d.artist_id, k.market, d.read_on
on conflict (artist_id, source, market, read_on) do update
set is_present = excluded.is_present, listeners = excluded.listeners, loaded_at = now()
where (core.market_reading.is_present, core.market_reading.listeners)
      is distinct from (excluded.is_present, excluded.listeners)
