-- So many artists, spread evenly.
select artist_id from core.artist order by hashint8(artist_id) limit :number
