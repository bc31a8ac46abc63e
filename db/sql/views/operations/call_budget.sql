-- Each provider's limit and how much of today's budget is spent.
create view mart.call_budget as
select core.provider_label(l.provider) as provider, l.allowed_per_s, l.allowed_per_s * l.utilisation as used_per_s, l.daily_budget, s.spent_today,
       s.spent_today::double precision / nullif(l.daily_budget, 0) as spent_share,
       case when l.blocked_until > now() then l.blocked_until end as blocked_until,
       case when l.blocked_until > now() then coalesce(l.blocked_reason, 'blocked')
            when s.spent_today >= l.daily_budget then 'the day''s budget is spent'
            else 'open' end as state
from ops.rate_limit l
cross join lateral (
    select case when l.spent_on = (now() at time zone 'UTC')::date then l.spent_calls else 0 end as spent_today) s;

comment on view mart.call_budget is 'Each provider''s limit and how much of today''s budget is spent.';
comment on column mart.call_budget.provider is 'Provider the limit is for.';
comment on column mart.call_budget.allowed_per_s is 'Calls a second the provider allows.';
comment on column mart.call_budget.used_per_s is 'Calls a second we make at most.';
comment on column mart.call_budget.daily_budget is 'Calls allowed in one UTC day; null for no budget.';
comment on column mart.call_budget.spent_today is 'Calls made today (UTC).';
comment on column mart.call_budget.spent_share is 'spent_today over daily_budget; null without a budget.';
comment on column mart.call_budget.blocked_until is 'Nothing is called before (UTC); null when open.';
comment on column mart.call_budget.state is 'open, or why nothing is called.';
