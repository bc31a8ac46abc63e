-- How often a kind is fetched in a new warehouse; what is there stays as it was set.
insert into ops.fetch_policy (kind, stale_after, history_days, overlap_days)
values (:kind, :stale_after, :history_days, :overlap_days)
on conflict (kind) do nothing
