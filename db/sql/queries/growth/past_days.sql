-- Days 1 to 12 weeks before one that a followed artist lacks figures of, though followers or popularity were read then:
-- sources that keep history tell of them at the first reading.
select cast(d as date) as measured_on
from generate_series(cast(:day as date) - 84, cast(:day as date) - 7, interval '7 days') d
where exists (
    select
    from app.artist_card c
    join core.audience_series s on s.artist_id = c.artist_id and s.country_code is null
    join core.metric m on m.metric_id = s.metric_id
     and m.code in ('artist_spotify_followers', 'artist_spotify_popularity')
    where c.status = 'confirmed'
      and not exists (select from mart.growth_metric g where g.artist_id = c.artist_id and g.measured_on = d)
      and exists (select from core.audience_point p
                  where p.series_id = s.series_id and p.observed_on <= d
                    and p.observed_on > cast(d as date) - cast(:fresh_days as int)))
order by 1
