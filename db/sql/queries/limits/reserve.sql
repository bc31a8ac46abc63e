-- Take the next slot of a provider's limit and count :calls against the day's budget (0 for a slot taken instead of a
-- missed one). No row: blocked, spent or unknown.
update ops.rate_limit
set next_at = greatest(next_at, clock_timestamp()) + make_interval(secs => 1 / (allowed_per_s * utilisation)::float8),
    spent_calls = case when spent_on = (now() at time zone 'UTC')::date then spent_calls else 0 end + :calls,
    spent_on = (now() at time zone 'UTC')::date
where provider = :provider
  and (blocked_until is null or blocked_until <= clock_timestamp())
  and (daily_budget is null
       or case when spent_on = (now() at time zone 'UTC')::date then spent_calls else 0 end + :calls <= daily_budget)
returning extract(epoch from next_at - make_interval(secs => 1 / (allowed_per_s * utilisation)::float8)
                             - clock_timestamp())::float8 as wait_s
