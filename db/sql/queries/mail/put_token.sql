-- The link of one mail to end what it is sent for; kept as a hash
insert into app.unsubscribe_token (token_hash, recipient_id, rule_id)
values (encode(sha256(convert_to(:token, 'UTF8')), 'hex'), :recipient_id, :rule_id);
