update core.work_link l
set state = :state, state_reason = :state_reason, absences = :absences, checked_at = now()
where l.link_id = :link_id and l.known_until is null
