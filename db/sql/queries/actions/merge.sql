-- What was found becomes actions: new ones are made unless the same is open, was dismissed of late or was done just now; open
-- ones are told anew; what is no longer found of an artist that could be judged closes, and says so. Gone while somebody was
-- at it counts as done.
update app.action_item a
set title = f.title, step = f.step, evidence = f.evidence, cost = f.cost, aims_at = f.aims_at, weight = f.weight,
    seen_at = now()
from action_found f
where a.artist_id = f.artist_id and a.rule = f.rule and a.subject = f.subject and a.state in ('open', 'doing');

update app.action_item a
set state = case when a.state = 'doing' then 'done' else 'gone' end,
    done_on = case when a.state = 'doing' then cast(:as_of as date) end,
    state_reason = case when a.state = 'doing' then 'Its reason went away while ' || coalesce(a.owner, a.state_by) || ' was at it.'
                        else 'Its reason went away by itself.' end,
    state_at = now(), state_by = 'groundswell'
from action_judged j
where j.artist_id = a.artist_id and j.rule = a.rule and a.state in ('open', 'doing')
  and not exists (select from action_found f
                  where f.artist_id = a.artist_id and f.rule = a.rule and f.subject = a.subject);

insert into app.action_item (artist_id, rule, subject, title, step, evidence, cost, aims_at, weight, owner)
select f.artist_id, f.rule, f.subject, f.title, f.step, f.evidence, f.cost, f.aims_at, f.weight, null
from action_found f
where not exists (
    select from app.action_item a
    where a.artist_id = f.artist_id and a.rule = f.rule and a.subject = f.subject
      and (a.state in ('open', 'doing')
           or (a.state = 'dismissed' and a.state_at > now() - make_interval(days => :dismissed_days))
           or (a.state = 'done' and a.done_on > cast(:as_of as date) - cast(:done_days as integer))))
order by f.artist_id, f.rule, f.subject;
