-- What became of mails: of one, or of the newest of all
select mail, address, state, answer, attempts, next_try_at, created_at, changed_at
from app.mail_delivery
where cast(:mail as text) is null or mail = :mail
order by case when cast(:mail as text) is null then changed_at end desc, mail, address
limit :most;
