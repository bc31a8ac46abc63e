-- Artists of a card's number or of a Spotify id, and followed ones of a name.
select distinct a.artist_id, a.name
from core.artist a
left join app.artist_card c on c.artist_id = a.artist_id and c.status <> 'archived'
where c.card_id = :card_id
   or a.artist_id_spotify = :spotify
   or a.artist_id = (select s.artist_id from core.spotify_account s where s.artist_id_spotify = :spotify)
   or (c.card_id is not null and lower(a.name) = lower(app.bare(:name)))
order by a.artist_id
