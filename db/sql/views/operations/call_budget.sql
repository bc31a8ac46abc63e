-- Each provider's limit and how much of today's budget is spent.
create view mart.call_budget as
select p.name as provider, l.allowed_per_s, l.allowed_per_s * l.utilisation as used_per_s, l.daily_budget, s.spent_today,
       s.spent_today::double precision / nullif(l.daily_budget, 0) as spent_share,
       case when l.blocked_until > now() then l.blocked_until end as blocked_until,
       case when l.blocked_until > now() then coalesce(l.blocked_reason, 'blocked')
            when s.spent_today >= l.daily_budget then 'the day''s budget is spent'
            else 'open' end as state
from ops.rate_limit l
join core.provider p on p.provider = l.provider
cross join lateral (
    select case when l.spent_on = (now() at time zone 'UTC')::date then l.spent_calls else 0 end as spent_today) s;
