insert into ops.dirty_mark (series_id, since_on) select series_id, '-infinity' from core.audience_series
