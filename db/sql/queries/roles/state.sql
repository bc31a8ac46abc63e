-- A role: whether it is there, is ours, and whether we may make one.
select r.oid is not null as is_there,
       coalesce(shobj_description(r.oid, 'pg_authid'), '') = :mark as is_ours,
       (select me.rolsuper or me.rolcreaterole from pg_roles me where me.rolname = current_user) as may_create
from (select) nothing
left join pg_roles r on r.rolname = :name
