-- Staged readings of sounds by series, the last reading of each day.
insert into core.audience_series (metric_id, sound_id)
select m.metric_id, d.sound_id
from (select distinct entity from delivered_fact) f
join core.sound d on d.sound_id_vendor = f.entity
join core.metric m on m.code = :metric
where not exists (
    select from core.audience_series s
    where s.metric_id = m.metric_id and s.track_id is null and s.artist_id is null and s.sound_id = d.sound_id
      and s.identifier = '' and s.country_code is null
)
order by d.sound_id;

insert into delivered_given
with line as materialized (
    select f.entity, (
        select s.series_id
        from core.audience_series s
        where s.metric_id = m.metric_id and s.track_id is null and s.artist_id is null and s.sound_id = d.sound_id
          and s.identifier = '' and s.country_code is null
    ) as series_id
    from (select distinct entity from delivered_fact) f
    join core.sound d on d.sound_id_vendor = f.entity
    join core.metric m on m.code = :metric
)
select distinct on (l.series_id, f.observed_on) l.series_id, f.observed_on, f.value, f.line
from delivered_fact f
join line l on l.entity = f.entity
order by l.series_id, f.observed_on, f.modified desc, f.line desc
