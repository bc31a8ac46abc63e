-- Thresholds as they were, by the audit; those nobody has changed, as they stand.
with entry as (
    select (coalesce(after, before) ->> 'rule_id')::bigint as rule_id, done_at, audit_id, before, after
    from app.audit where subject like 'threshold %'
), state as (
    select distinct on (rule_id) rule_id, after as content from entry where done_at <= cast(:cards_at as timestamptz)
    order by rule_id, done_at desc, audit_id desc
), since as (
    select distinct on (rule_id) rule_id, before as content from entry where done_at > cast(:cards_at as timestamptz)
    order by rule_id, done_at, audit_id
), known as (
    select r.rule_id,
           case when s.rule_id is not null then s.content when l.rule_id is not null then l.content else to_jsonb(c) end as content
    from (select rule_id from entry union select rule_id from app.spike_rule) r
    left join state s on s.rule_id = r.rule_id
    left join since l on l.rule_id = r.rule_id
    left join app.spike_rule c on c.rule_id = r.rule_id
)
select k.rule_id, k.content ->> 'metric' as metric, k.content ->> 'team' as team,
       (k.content ->> 'artist_id')::bigint as artist_id, (k.content ->> 'threshold')::double precision as threshold,
       (k.content ->> 'floor')::integer as floor, k.content ->> 'set_by' as set_by,
       (k.content ->> 'set_at')::timestamptz as set_at
from known k
where k.content is not null
  and (k.content ->> 'artist_id' is null
       or (k.content ->> 'artist_id')::bigint in (select a.artist_id from core.artist a))
