-- What is kept now.
select (select count(distinct artist_id) from mart.similar_artist where source = 'groundswell') as artists,
       (select count(*) from mart.artist_benchmark) as benchmarks
