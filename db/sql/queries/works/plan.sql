-- Queue what is due of works of artists with a card. work_search: never looked up, changed since, without a link that
-- holds and not asked for a while, or its track gone since it was asked. work_check: links not checked for a while, a
-- first absence on the next day, :is_all of them whenever that was.
with wanted as (
    select w.work_id, w.changed_at, l.link_id, l.state, l.linked_by, l.checked_at, l.absences,
           coalesce(l.state in ('live', 'region_lost'), false) as is_linked
    from core.work w
    left join core.work_link l on l.work_id = w.work_id and l.known_until is null
    where w.retired_at is null
      and exists (select from app.artist_card c where c.artist_id = w.artist_id and c.status <> 'archived')
), due as (
    select w.work_id
    from wanted w
    join ops.fetch_policy f on f.kind = :kind
    left join ops.work q on q.kind = :kind and q.entity_id = w.work_id and q.platform = '' and q.for_at is null
    where case :kind
        when 'work_search' then
            not (w.is_linked and w.linked_by <> 'auto-linker')
            and (q.work_id is null
                 or q.state = 'done' and (:is_all or w.changed_at > q.done_at
                                          or not w.is_linked and (q.done_at + f.stale_after <= now()
                                                                  or w.checked_at > q.done_at)))
        else
            w.link_id is not null
            and (q.work_id is null
                 or q.state = 'done' and (:is_all or w.checked_at is null or w.checked_at + f.stale_after <= now()
                                          or w.absences = 1 and w.checked_at + interval '20 hours' <= now()))
        end
), queued as (
    insert into ops.work (kind, entity_id)
    select :kind, work_id from due order by work_id
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, next_try_at = now(), reason = null, outcome = null, queued_for = null,
        queued_at = now()
    where ops.work.state = 'done'
    returning (xmax = 0) as is_new
)
select (select count(*) from wanted where :kind = 'work_search' or link_id is not null) as found_items,
       count(*) filter (where is_new) as new_items, count(*) filter (where not is_new) as again_items
from queued
