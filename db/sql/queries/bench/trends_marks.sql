-- What a day's delivery leaves behind: a mark for each series.
insert into ops.dirty_mark (series_id, since_on) select series_id, cast(:day as date) from core.audience_series
