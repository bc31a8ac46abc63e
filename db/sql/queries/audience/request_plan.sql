-- An item of the queue for each stretch of days still missing, before everything else, because somebody waits; the oldest
-- days first.
with missing as (
    select w.*, row_number() over (order by w.first_on, w.platform, w.kind, w.entity_id) as place
    from app.audience_request r
    cross join lateral core.audience_windows(r.artist_ids, r.platforms, r.from_on, r.to_on, r.country, r.request_id) w
    where r.request_id = :request_id
), queued as (
    insert into ops.work (kind, entity_id, platform, for_at, first_on, last_on, priority)
    select kind, entity_id, platform, first_on::timestamp at time zone 'UTC', first_on, last_on, 1000
    from missing
    order by place
    on conflict (kind, entity_id, platform, for_at) do update
    set state = 'pending', attempts = 0, last_on = excluded.last_on, priority = excluded.priority, next_try_at = now(),
        reason = null, outcome = null, queued_at = now(), covered_from = null, covered_until = null
    where ops.work.state in ('done', 'dead')
    returning work_id, kind, entity_id, platform, first_on
)
insert into app.audience_request_item (request_id, work_id, cells)
select :request_id, q.work_id, m.cells
from queued q
join missing m on m.kind = q.kind and m.entity_id = q.entity_id and m.platform = q.platform and m.first_on = q.first_on
on conflict (request_id, work_id) do update set cells = excluded.cells
