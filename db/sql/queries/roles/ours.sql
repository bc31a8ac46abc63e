-- Our roles of this database that are there.
select r.rolname from pg_roles r where r.rolname = any (:names)
