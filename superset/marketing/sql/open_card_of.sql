-- The open card of an artist.
select card_id from mart.card where artist_id_spotify = :artist_id_spotify and status <> 'archived'
