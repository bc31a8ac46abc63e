-- The rule that applies to each followed artist and metric: the artist's own, else the team's, else the one for all.
create or replace function core.spike_rule_applied()
    returns table (artist_id bigint, metric text, threshold double precision, floor integer, rule text)
    language sql stable parallel safe
as $$
    select distinct on (c.artist_id, r.metric)
           c.artist_id, r.metric, r.threshold, r.floor,
           case when r.artist_id is not null then 'artist' when r.team is not null then 'team' else 'global' end
    from app.artist_card c
    join app.spike_rule r
      on r.artist_id = c.artist_id or r.team = c.team or (r.artist_id is null and r.team is null)
    where c.status = 'confirmed'
    order by c.artist_id, r.metric, r.artist_id nulls last, r.team nulls last
$$;

comment on function core.spike_rule_applied() is
    'Threshold and floor for each followed artist and metric: the artist''s rule, else the team''s, else the one for all.';
