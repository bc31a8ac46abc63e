-- Staged figures of songs by series, the one modified last for each day. Songs are in core.track by now. Series are
-- looked up one by one: what a new warehouse holds the planner can't know yet.
insert into core.audience_series (metric_id, track_id, country_code)
select m.metric_id, t.track_id, nullif(f.country, '')
from (select distinct entity, country from delivered_fact) f
join core.track t on t.song_id_luminate = f.entity
join core.metric m on m.code = :metric
where not exists (
    select from core.audience_series s
    where s.metric_id = m.metric_id and s.track_id = t.track_id and s.identifier = ''
      and s.country_code is not distinct from nullif(f.country, '')
)
order by t.track_id, f.country;

insert into delivered_given
with line as materialized (
    select f.entity, f.country, (
        select s.series_id
        from core.audience_series s
        where s.metric_id = m.metric_id and s.track_id = t.track_id and s.identifier = ''
          and s.country_code is not distinct from nullif(f.country, '')
    ) as series_id
    from (select distinct entity, country from delivered_fact) f
    join core.track t on t.song_id_luminate = f.entity
    join core.metric m on m.code = :metric
)
select distinct on (l.series_id, f.observed_on) l.series_id, f.observed_on, f.value, f.line
from delivered_fact f
join line l on l.entity = f.entity and l.country = f.country
order by l.series_id, f.observed_on, f.modified desc nulls last, f.line desc
