-- The card of a number, or the open (else newest) card of a Spotify id.
select c.card_id, c.artist_id, a.name as artist_name, c.status, c.label, c.team
from app.artist_card c
join core.artist a on a.artist_id = c.artist_id
where c.card_id = :card_id
   or a.artist_id_spotify = :spotify
   or c.artist_id = (select s.artist_id from core.spotify_account s where s.artist_id_spotify = :spotify)
order by c.status = 'archived', c.card_id desc
limit 1
