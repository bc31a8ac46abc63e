-- Thresholds that are set: for all, for a team, for an artist; the narrower one wins.
create view mart.spike_rule as
select r.rule_id, r.metric, m.name as metric_name, m.unit,
       case when r.artist_id is not null then 'artist' when r.team is not null then 'team' else 'all' end as scope,
       r.team, r.artist_id, a.name as artist_name, r.threshold, r.floor,
       (select count(*) from app.artist_card c
        where c.status = 'confirmed'
          and (r.artist_id is null or c.artist_id = r.artist_id)
          and (r.team is null or c.team = r.team)
          and (r.artist_id is not null
               or not exists (select from app.spike_rule o
                              where o.metric = r.metric
                                and (o.artist_id = c.artist_id or r.team is null and o.team = c.team)))) as artist_count,
       r.set_by, r.set_at
from app.spike_rule r
left join core.artist a on a.artist_id = r.artist_id
left join core.metric m on m.code = r.metric;
