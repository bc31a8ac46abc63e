select artist_id, metric, threshold, floor, rule from app.spike_rule_applied()
