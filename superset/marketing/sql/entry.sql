-- A row of the audit, for who made it.
select audit_id, done_at, done_by, action, subject, changes
from mart.audit_trail
where audit_id = :audit_id and done_by = :done_by
