-- How often a kind is fetched in a new warehouse; what is there stays as it was set. How many days a call answers is the
-- provider's to say.
insert into ops.fetch_policy (kind, stale_after, history_days, overlap_days, window_days)
values (:kind, :stale_after, :history_days, :overlap_days, :window_days)
on conflict (kind) do update
set window_days = excluded.window_days
where ops.fetch_policy.window_days is distinct from excluded.window_days
