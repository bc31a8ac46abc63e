update ops.rate_limit
set blocked_until = clock_timestamp() + make_interval(secs => :seconds), blocked_reason = :reason
where provider = :provider
