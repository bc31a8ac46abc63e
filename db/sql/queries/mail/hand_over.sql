-- From here on the mail may have been delivered, whatever happens to us
update app.mail_delivery set state = 'sending', changed_at = clock_timestamp()
where delivery_id = :delivery_id and state = 'claimed' and sender = :sender;
