-- What of the readings expected is there, by platform and run of missing days.
select * from app.coverage(:artists, :platforms, :from_on, :to_on, :country)
