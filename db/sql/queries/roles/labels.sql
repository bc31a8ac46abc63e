-- Labels and teams that cards name: whom Superset can show rows apart.
select distinct label, team from app.artist_card where status <> 'archived' order by 1, 2
