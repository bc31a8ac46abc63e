-- Every column people can read, in order, with what the catalogue says of it and of its view or table.
select n.nspname as schema_name, c.relname as view_name, c.relkind = 'v' as is_view, a.attname as column_name,
       upper(format_type(a.atttypid, null)) as type, obj_description(c.oid, 'pg_class') as view_sentence,
       col_description(c.oid, a.attnum) as sentence
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('mart', 'bi') and c.relkind in ('v', 'r', 'p') and not c.relispartition
  and a.attnum > 0 and not a.attisdropped
order by 1, 2, a.attnum
