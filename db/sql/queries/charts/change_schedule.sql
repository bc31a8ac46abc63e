update ops.chart_schedule
set is_active = coalesce(cast(:is_active as boolean), is_active),
    auto_fetch_track_metadata = coalesce(cast(:track_metadata as boolean), auto_fetch_track_metadata),
    auto_fetch_artist_metadata = coalesce(cast(:artist_metadata as boolean), auto_fetch_artist_metadata),
    auto_fetch_audience = coalesce(cast(:audience as boolean), auto_fetch_audience),
    priority_platforms = coalesce(cast(:priority_platforms as text[]), priority_platforms),
    artist_platforms = coalesce(cast(:artist_platforms as text[]), artist_platforms),
    metadata_delay_seconds = coalesce(cast(:metadata_delay_s as int), metadata_delay_seconds),
    audience_delay_seconds = coalesce(cast(:audience_delay_s as int), audience_delay_seconds),
    priority = coalesce(cast(:priority as smallint), priority),
    history_days = coalesce(cast(:history_days as int), history_days),
    daily_call_budget = case when :no_budget then null else coalesce(cast(:budget as int), daily_call_budget) end
where slug = :slug
