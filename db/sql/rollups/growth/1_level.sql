-- grain:   one row per followed artist and metric: followers, popularity
-- sources: app.artist_card, core.audience_series, core.audience_point, raw.answer
-- window:  readings at most :fresh_days days before :day, and those 7 and 28 days before them
-- re-run:  safe; reads only, into a table that ends with the transaction
create temporary table growth_followed on commit drop as
select distinct artist_id from app.artist_card where status = 'confirmed';

create temporary table growth_level on commit drop as
select f.artist_id, m.code, q.observed_on as read_on, q.value, q.source, q.value - w.value as week_change,
       q.value - k.value as month_change,
       greatest(ceil((b.observed_on - (q.observed_on - 28)) / 7.0), 0)::smallint as weeks_needed
from growth_followed f
cross join (
    select metric_id, code from core.metric where code in ('artist_spotify_followers', 'artist_spotify_popularity')) m
join core.audience_series s on s.artist_id = f.artist_id and s.metric_id = m.metric_id and s.country_code is null
-- Spotify is asked for many artists at once, so that its readings name no answer
cross join lateral (
    select p.observed_on, p.value,
           case when p.load_id is not null then 'deliveries' when p.answer_id is null then 'spotify' else a.provider end as source
    from core.audience_point p
    left join raw.answer a on a.answer_id = p.answer_id
    where p.series_id = s.series_id and p.observed_on <= cast(:day as date)
      and p.observed_on > cast(:day as date) - cast(:fresh_days as int)
    order by p.observed_on desc limit 1) q
-- a reading 7 or 28 days before, at most 3 days older
left join lateral (
    select value from core.audience_point
    where series_id = s.series_id and observed_on between q.observed_on - 10 and q.observed_on - 7
    order by observed_on desc limit 1) w on true
left join lateral (
    select value from core.audience_point
    where series_id = s.series_id and observed_on between q.observed_on - 31 and q.observed_on - 28
    order by observed_on desc limit 1) k on true
left join lateral (
    select observed_on from core.audience_point where series_id = s.series_id order by observed_on limit 1) b on true;
