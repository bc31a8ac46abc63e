select kind, history_days, overlap_days from ops.fetch_policy where history_days is not null
