-- Mails whose sender is gone: one that was never handed over waits again, of the others nobody knows what became of them
with open_row as materialized (
    select distinct sender from app.mail_delivery where state in ('claimed', 'sending')
), gone as materialized (
    select sender from open_row where pg_try_advisory_xact_lock({lock.mail_sender}, sender)
)
update app.mail_delivery d
set state = case d.state when 'sending' then 'uncertain' else 'waiting' end, changed_at = clock_timestamp(),
    answer = case d.state when 'sending' then 'The program ended after the mail was handed over, before the mail server answered.' end
from gone
where d.sender = gone.sender and d.state in ('claimed', 'sending');
