-- What artists are told alike by: weights by kind and name, and for listeners a weight of 1 under their number; artists in
-- the order of the ids they have elsewhere, which is the same in every warehouse.
select s.artist_id, s.kind, s.name, s.weight
from (select artist_id, kind, name, round(weight::numeric, 9)::double precision as weight from artist_style
      union all
      select artist_id, 'listener', user_id::text, 1 from artist_listener) s
join core.artist a on a.artist_id = s.artist_id
order by a.artist_id_soundcharts, a.artist_id_spotify, s.artist_id, s.kind, s.name
