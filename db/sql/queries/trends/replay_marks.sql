-- For a replay everything is rolled up again from a week on, as far as it was known at that time.
create temporary table touched_mark on commit drop as
select series_id, null::bigint as artist_id, cast(:since_week as date) as since_week from core.audience_series
union all
select null, artist_id, cast(:since_week as date) from core.artist
