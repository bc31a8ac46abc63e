-- Scopes of people on the list who have not got an issue yet, all artists first
select r.label, r.team
from app.report_recipient r
left join app.mail_delivery d on d.mail = :mail and d.address = r.address
where r.unsubscribed_at is null and (d.state is null or d.state in ('waiting', 'deferred', 'claimed'))
group by r.label, r.team
order by r.label nulls first, r.team nulls first;
