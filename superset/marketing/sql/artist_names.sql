-- Names to choose from.
select distinct artist_name from mart.card where status <> 'archived' order by artist_name limit 500
