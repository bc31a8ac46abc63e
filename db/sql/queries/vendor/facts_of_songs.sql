-- Staged figures of songs by series, the one modified last for each day. Songs are in core.track by now.
insert into core.audience_series (metric_id, track_id, country_code)
select m.metric_id, t.track_id, nullif(f.country, '')
from (select distinct entity, country from vendor_fact) f
join core.track t on t.song_id_luminate = f.entity
join core.metric m on m.code = :metric
where not exists (
    select from core.audience_series s
    where s.metric_id = m.metric_id and s.track_id = t.track_id and s.identifier = ''
      and coalesce(s.country_code, '') = f.country
)
order by t.track_id, f.country;

insert into vendor_given
select distinct on (s.series_id, f.observed_on) s.series_id, f.observed_on, f.value, f.line
from vendor_fact f
join core.track t on t.song_id_luminate = f.entity
join core.metric m on m.code = :metric
join core.audience_series s on s.metric_id = m.metric_id and s.track_id = t.track_id and s.identifier = ''
 and coalesce(s.country_code, '') = f.country
order by s.series_id, f.observed_on, f.modified desc nulls last, f.line desc
