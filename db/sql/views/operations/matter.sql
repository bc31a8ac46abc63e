-- What was found wrong, open matters first: from when to when, and since when people know of it. Its messages have the names
-- tasks/checks/messages.py gives them.
create view mart.matter as
select m.matter_id, m.key, m.kind, m.severity, m.what, m.next_step, m.first_seen_at, m.last_seen_at, m.over_at,
       m.over_at is null as is_open, t.told_at, t.told_over_at, t.not_told
from ops.matter m
cross join lateral (
    select 'matter-' || m.key || to_char(m.first_seen_at at time zone 'UTC', '-YYYYMMDD-HH24MISSUS') as mail) n
cross join lateral (
    select min(d.changed_at) filter (where d.state = 'sent' and d.mail = n.mail) as told_at,
           min(d.changed_at) filter (where d.state = 'sent' and d.mail <> n.mail) as told_over_at,
           count(*) filter (where d.state <> 'sent') as not_told
    from app.mail_delivery d
    where d.mail in (n.mail, n.mail || '-over')) t;
