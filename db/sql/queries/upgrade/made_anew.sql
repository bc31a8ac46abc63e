-- Views and functions of ours: every upgrade makes them anew.
select 'view' as kind, format('%I.%I', schemaname, viewname) as name
from pg_views where schemaname in ('mart', 'bi', 'bi_scoped', 'core', 'app')
union all
select 'routine', oid::regprocedure::text
from pg_proc where pronamespace::regnamespace::text in ('mart', 'bi', 'bi_scoped', 'core', 'app')
