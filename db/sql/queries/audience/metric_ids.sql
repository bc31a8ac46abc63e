select code, metric_id from core.metric
