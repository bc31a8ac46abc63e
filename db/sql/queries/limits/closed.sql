-- What a provider does not let us use, found out within the last 30 days.
select feature, coalesce(reason, 'no reason was given') as reason
from ops.capability
where provider = :provider and not is_available and checked_at > now() - interval '30 days'
