-- Staged figures of accounts by series of their artist. Where two accounts are one artist's, the lower number speaks.
insert into core.audience_series (metric_id, artist_id, country_code)
select m.metric_id, w.artist_id, nullif(w.country, '')
from (
    select distinct a.artist_id, f.country
    from (select distinct entity, country from delivered_fact) f
    join core.spotify_account a on a.spotify_account_id = f.entity
) w
join core.metric m on m.code = :metric
where not exists (
    select from core.audience_series s
    where s.metric_id = m.metric_id and s.track_id is null and s.artist_id = w.artist_id and s.identifier = ''
      and s.country_code is not distinct from nullif(w.country, '')
)
order by w.artist_id, w.country;

insert into delivered_given
with line as materialized (
    select f.entity, f.country, (
        select s.series_id
        from core.audience_series s
        where s.metric_id = m.metric_id and s.track_id is null and s.artist_id = a.artist_id and s.identifier = ''
          and s.country_code is not distinct from nullif(f.country, '')
    ) as series_id
    from (select distinct entity, country from delivered_fact) f
    join core.spotify_account a on a.spotify_account_id = f.entity
    join core.metric m on m.code = :metric
)
select distinct on (l.series_id, f.observed_on) l.series_id, f.observed_on, f.value, f.line
from delivered_fact f
join line l on l.entity = f.entity and l.country = f.country
order by l.series_id, f.observed_on, f.entity, f.modified desc nulls last, f.line desc
