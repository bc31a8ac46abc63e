-- A mail to a person for this sender alone; no row where another has it, or where it is settled or put off
insert into app.mail_delivery as d (mail, address, rule_id, state, attempts, sender, created_at, changed_at)
values (:mail, :address, :rule_id, 'claimed', 1, :sender, clock_timestamp(), clock_timestamp())
on conflict (mail, address) do update
    set state = 'claimed', attempts = d.attempts + 1, sender = excluded.sender, next_try_at = null, changed_at = clock_timestamp()
    where d.state = 'waiting' or d.state = 'deferred' and d.next_try_at <= clock_timestamp()
returning d.delivery_id, d.attempts;
