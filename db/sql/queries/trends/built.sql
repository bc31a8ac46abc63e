-- What a rollup went over: series that had changed, rows of the weekly tables from the first changed week on.
select (select count(*) from touched_series) as series,
       (select count(*) from track_week where week_on >= cast(:first_week as date)) as track_weeks,
       (select count(*) from artist_week where week_on >= cast(:first_week as date)) as artist_weeks
