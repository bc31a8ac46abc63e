-- Tables of mart that have their primary key.
select format('mart.%s', r.relname)
from pg_constraint c
join pg_class r on r.oid = c.conrelid
where c.contype = 'p' and c.connamespace = 'mart'::regnamespace
