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

comment on view mart.spike_rule is 'Thresholds that are set: for all, for a team, for an artist; the narrower one wins.';
comment on column mart.spike_rule.rule_id is 'Number of the rule.';
comment on column mart.spike_rule.metric is 'Short name of what is watched.';
comment on column mart.spike_rule.metric_name is 'Name of what is watched.';
comment on column mart.spike_rule.unit is 'What one is, for example streams.';
comment on column mart.spike_rule.scope is 'Whom it is for: all, team or artist.';
comment on column mart.spike_rule.team is 'Team it is for; null unless it is a team''s.';
comment on column mart.spike_rule.artist_id is 'Artist it is for; null unless it is an artist''s.';
comment on column mart.spike_rule.artist_name is 'Name of that artist.';
comment on column mart.spike_rule.threshold is 'A badge needs this week at least so many times last week.';
comment on column mart.spike_rule.floor is 'Confirmed needs at least so many more than last week, in units.';
comment on column mart.spike_rule.artist_count is 'Artists with a confirmed card whom it holds for now.';
comment on column mart.spike_rule.set_by is 'Who set it.';
comment on column mart.spike_rule.set_at is 'Set at (UTC).';
