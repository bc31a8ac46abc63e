select (select count(*) from mart.artist_week) as artist_weeks, (select count(*) from mart.badge) as badges
