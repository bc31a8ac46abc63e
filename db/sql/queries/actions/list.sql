-- Actions, those that matter most first.
select action_id, artist, title, step, evidence, cost, aims_at, owner, state, state_reason, done_on, verdict, outcome_reason
from mart.action
where (:show_all or state in ('open', 'doing')) and (cast(:artist_id as bigint) is null or artist_id = :artist_id)
order by state in ('open', 'doing') desc, weight desc, action_id
