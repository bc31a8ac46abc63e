-- Places that had been read.
select * from core.chart_entry where loaded_at <= cast(:as_of as timestamptz)
