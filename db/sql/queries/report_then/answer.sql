-- When each provider had last answered; what it answered is not needed.
select distinct on (provider, endpoint) answer_id, provider, endpoint, url, status, fetched_at, ''::bytea as body
from raw.answer
where fetched_at <= cast(:as_of as timestamptz)
order by provider, endpoint, fetched_at desc, answer_id desc
