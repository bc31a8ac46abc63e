-- How far behind each source is.
select name, watermark_on, last_arrived_at, days_behind, note from mart.source_freshness order by name
