-- Who entered or changed what and when, with the fields that differ as a reader wants them.
create view mart.audit_trail as
select t.audit_id, t.done_at, t.done_by, t.database_user, t.action, t.subject, d.changes, t.before, t.after
from app.audit t
cross join lateral (
    select string_agg(
               case when t.before is null then format('%s: %s', f.field, f.after)
                    when t.after is null then format('%s: %s gone', f.field, f.before)
                    else format('%s: %s to %s', f.field, coalesce(f.before, 'none'), coalesce(f.after, 'none')) end,
               ', ' order by f.field) as changes
    from (select coalesce(b.key, a.key) as field, b.value as before, a.value as after
          from jsonb_each_text(t.before) b
          full join jsonb_each_text(t.after) a on a.key = b.key) f
    where f.before is distinct from f.after) d;
