-- Audience history of a benchmark: short, so that it ends soon.
update ops.fetch_policy set history_days = :days where history_days is not null
