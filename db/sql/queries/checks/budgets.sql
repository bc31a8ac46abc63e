-- Each provider's budget of the day, and until when it may not be called
select provider, daily_budget, spent_today, blocked_until, state from mart.call_budget order by provider
