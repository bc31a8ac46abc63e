-- What the log has of messages about matters
select mail, address, state, changed_at from app.mail_delivery where mail = any (:mails)
