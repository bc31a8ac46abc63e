-- Every metric, in words.
select metric, metric_name, platform, platform_name, entity_kind, metric_kind, unit, is_play, kind_in_words from app.audience_metrics()
