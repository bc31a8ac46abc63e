-- Seconds until the first mail that was put off may be tried again; null where none was
select extract(epoch from min(next_try_at) - clock_timestamp())::double precision as seconds
from app.mail_delivery
where mail = any (:mails) and state = 'deferred';
