select artist_id, metric, threshold, floor, rule from core.spike_rule_applied()
