-- A database beside ours: whether it is there, whose it is, and what its comment says.
select d.oid is not null as is_there,
       pg_get_userbyid(d.datdba) as owner,
       shobj_description(d.oid, 'pg_database') as mark,
       (select me.rolsuper or me.rolcreatedb from pg_roles me where me.rolname = current_user) as may_create
from (select) nothing
left join pg_database d on d.datname = :name
