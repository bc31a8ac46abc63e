-- What other requests wait for already is waited for together with them.
with missing as (
    select d.kind, d.entity_id, d.platform, d.day
    from app.audience_request r
    cross join lateral core.audience_missing_days(r.artist_ids, r.platforms, r.from_on, r.to_on, r.country, r.request_id) d
    where r.request_id = :request_id
)
insert into app.audience_request_item (request_id, work_id, cells)
select :request_id, w.work_id, count(*)
from missing m
join ops.work w on w.kind = m.kind and w.entity_id = m.entity_id and w.platform = m.platform
where w.state in ('pending', 'retry', 'leased') and m.day between w.first_on and w.last_on
group by w.work_id
on conflict do nothing
