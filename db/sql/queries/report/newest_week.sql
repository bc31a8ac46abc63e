-- The newest week that is over for the vendor's streams and posts both; null where there is none
select max(week_on) as week_on from mart.closed_week
