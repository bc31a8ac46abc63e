select provider, allowed_per_s, utilisation, wait_cap_s, daily_budget,
       case when spent_on = (now() at time zone 'UTC')::date then spent_calls else 0 end as spent_today,
       case when blocked_until > now() then blocked_until end as blocked_until,
       case when blocked_until > now() then blocked_reason end as blocked_reason,
       extract(epoch from blocked_until - now())::float8 as blocked_s
from ops.rate_limit
where cast(:provider as text) is null or provider = :provider
order by provider
