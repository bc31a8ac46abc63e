-- Actions found for followed artists, in whatever state, with what those that were done brought.
create view mart.action as
select a.action_id, f.artist_id, f.artist, f.label, f.team, a.rule, a.subject, a.title, a.step,
       (select string_agg(e.line ->> 'what' || ': ' || (e.line ->> 'value') || ' (' || (e.line ->> 'source') || ')', '; '
                          order by e.place)
        from jsonb_array_elements(a.evidence) with ordinality as e (line, place)) as evidence,
       a.cost, a.aims_at, a.weight, coalesce(a.owner, f.team) as owner, a.state, a.state_reason, a.found_at, a.state_at, a.state_by,
       a.done_on, o.verdict, o.effect, o.effect_low, o.effect_high, o.reason as outcome_reason,
       case when a.state in ('open', 'doing') then row_number() over (
           partition by f.artist_id, a.state in ('open', 'doing') order by a.weight desc, a.action_id) end as artist_place
from app.action_item a
join mart.followed_artist f on f.artist_id = a.artist_id
left join mart.action_outcome o on o.action_id = a.action_id;
