-- A card with how much is known of its artist.
select * from mart.artist_card where card_id = :card_id
