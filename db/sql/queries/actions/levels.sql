-- A level of every artist (followers, monthly listeners) four weeks before a day, on it and four weeks after: the last reading
-- up to 3 days earlier; and its size by streams before the day, null where none are known.
select s.artist_id, b.value as before, n.value as at, t.value as after, z.tier
from core.audience_series s
join core.metric m on m.metric_id = s.metric_id and m.code = 'artist_spotify_' || :measure
left join lateral (
    select value from core.audience_point where series_id = s.series_id
      and observed_on between cast(:done_on as date) - 31 and cast(:done_on as date) - 28
    order by observed_on desc limit 1) b on true
left join lateral (
    select value from core.audience_point where series_id = s.series_id
      and observed_on between cast(:done_on as date) - 3 and cast(:done_on as date)
    order by observed_on desc limit 1) n on true
left join lateral (
    select value from core.audience_point where series_id = s.series_id
      and observed_on between cast(:done_on as date) + 25 and cast(:done_on as date) + 28
    order by observed_on desc limit 1) t on true
left join core.size_on(:done_on, cast(:size_tiers as double precision[])) z on z.artist_id = s.artist_id
where s.country_code is null
