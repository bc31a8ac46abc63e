-- What the server answered; an answer that comes after somebody took the sender for dead still counts
update app.mail_delivery
set state = :state, answer = :answer, changed_at = clock_timestamp(),
    next_try_at = case when :state = 'deferred' then clock_timestamp() + make_interval(secs => :pause_s) end
where delivery_id = :delivery_id and state in ('claimed', 'sending', 'uncertain') and sender = :sender;
