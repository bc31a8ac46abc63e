-- What audiences are told of.
select * from app.audience_metrics()
