-- What was done to a subject, the newest first.
select done_at, done_by, action, changes, after ->> 'reason' as reason
from mart.audit_trail
where subject = :subject
order by audit_id desc limit 20
