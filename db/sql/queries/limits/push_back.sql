-- The provider asked for a pause: every worker on every host waits with us.
update ops.rate_limit
set next_at = greatest(next_at, clock_timestamp() + make_interval(secs => :wait_s))
where provider = :provider
