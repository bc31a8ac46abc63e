-- What was found out of an app, and whether that was today (UTC).
select feature, is_available, reason, checked_at,
       checked_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' as is_of_today
from ops.capability
where provider = :provider and client_id is not distinct from :client_id
