-- Artists as dashboards call them.
select artist_id, artist from mart.followed_artist where artist_id = any (cast(:artists as bigint[])) order by artist
