-- Staged figures of accounts by series of their artist. Where two accounts are one artist's, the lower number speaks.
insert into core.audience_series (metric_id, artist_id, country_code)
select m.metric_id, f.artist_id, nullif(f.country, '')
from (
    select distinct a.artist_id, f.country
    from vendor_fact f join core.spotify_account a on a.spotify_account_id = f.entity
) f
join core.metric m on m.code = :metric
where not exists (
    select from core.audience_series s
    where s.metric_id = m.metric_id and s.artist_id = f.artist_id and s.identifier = ''
      and coalesce(s.country_code, '') = f.country
)
order by f.artist_id, f.country;

insert into vendor_given
select distinct on (s.series_id, f.observed_on) s.series_id, f.observed_on, f.value, f.line
from vendor_fact f
join core.spotify_account a on a.spotify_account_id = f.entity
join core.metric m on m.code = :metric
join core.audience_series s on s.metric_id = m.metric_id and s.artist_id = a.artist_id and s.identifier = ''
 and coalesce(s.country_code, '') = f.country
order by s.series_id, f.observed_on, f.entity, f.modified desc nulls last, f.line desc
