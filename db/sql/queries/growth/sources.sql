select field, field_name, spotify_state, spotify_reason, checked_at, comes_from from mart.growth_source order by place
