-- What artists are told alike by: weights by kind and name, and for listeners a weight of 1 under their number.
select artist_id, kind, name, weight from artist_style
union all
select artist_id, 'listener', user_id::text, 1 from artist_listener
order by 1, 2, 3
