select count(*) as artists, count(visibility_score) as scored from mart.growth_metric where measured_on = :day
