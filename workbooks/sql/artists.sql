-- Names of the artists asked about, in their order.
select a.artist_name
from unnest(cast(:artists as text[])) with ordinality as c (artist, place)
join mart.artist a on cast(a.artist_id as text) = c.artist
order by c.place
