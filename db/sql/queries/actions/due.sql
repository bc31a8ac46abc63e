-- Actions that were done at least four weeks ago and whose outcome is not measured yet, or was by another method, or lies so
-- near that figures may have been restated.
select a.action_id, a.artist_id, a.rule, a.aims_at as measure, a.done_on
from app.action_item a
left join mart.action_outcome o on o.action_id = a.action_id
where a.state = 'done' and a.done_on + 28 < :as_of
  and (o.action_id is null or o.method_version <> :method_version or o.verdict = 'cannot be told'
       or a.done_on >= cast(:as_of as date) - cast(:again_days as integer))
order by a.aims_at, a.done_on, a.action_id
