-- Addresses with mails of the last 7 days that were refused or are uncertain; the newest of each in full
select address, state, count(*) as mails, (array_agg(mail order by changed_at desc))[1] as mail,
       (array_agg(answer order by changed_at desc))[1] as answer
from app.mail_delivery
where state in ('refused', 'uncertain') and changed_at > cast(:now as timestamptz) - interval '7 days'
group by address, state
order by address, state
