-- What the merge made of this run's findings.
select count(*) filter (where found_at = now()) as made,
       count(*) filter (where state in ('open', 'doing') and found_at < now() and seen_at = now()) as kept,
       count(*) filter (where state_at = now() and state_by = 'groundswell' and found_at < now()) as closed,
       count(*) filter (where state in ('open', 'doing')) as open
from app.action_item
