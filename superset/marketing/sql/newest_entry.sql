-- The newest row of the audit that somebody made by an action.
select audit_id from mart.audit_trail
where done_by = :done_by and action = :action
order by audit_id desc limit 1
