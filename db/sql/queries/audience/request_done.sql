-- Done once every item is; what was not read is unknown to the provider. No row: something is left, or it was cancelled.
update app.audience_request r
set state = 'done', finished_at = clock_timestamp(), failure = null,
    unknown_cells = (
        select count(*)
        from core.audience_missing_days(r.artist_ids, r.platforms, r.from_on, r.to_on, r.country, null) d
        join app.audience_request_item i on i.request_id = r.request_id
        join ops.work w
          on w.work_id = i.work_id and w.kind = d.kind and w.entity_id = d.entity_id and w.platform = d.platform
         and d.day between w.first_on and w.last_on)
where r.request_id = :request_id and r.state = 'running'
  and not exists (
      select from app.audience_request_item i join ops.work w on w.work_id = i.work_id
      where i.request_id = r.request_id and w.state <> 'done')
returning r.unknown_cells
