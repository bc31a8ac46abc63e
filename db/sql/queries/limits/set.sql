-- Change what is given, keep the rest; setting a limit also lifts a block.
update ops.rate_limit
set allowed_per_s = coalesce(:allowed_per_s, allowed_per_s),
    utilisation = coalesce(:utilisation, utilisation),
    wait_cap_s = coalesce(:wait_cap_s, wait_cap_s),
    daily_budget = case when :no_budget then null else coalesce(:daily_budget, daily_budget) end,
    blocked_until = null,
    blocked_reason = null
where provider = :provider
