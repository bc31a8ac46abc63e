-- A mail waits to be sent; nothing where it is in the log already
insert into app.mail_delivery (mail, address, state) values (:mail, :address, 'waiting')
on conflict (mail, address) do nothing;
