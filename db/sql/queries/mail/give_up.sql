-- Mails that nobody took are not sent later; the mail server's answer stays where there was one
update app.mail_delivery
set state = 'failed', answer = coalesce(answer, :reason), next_try_at = null, changed_at = clock_timestamp()
where mail = any (:mails) and state in ('waiting', 'deferred');
