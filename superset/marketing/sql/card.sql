-- A card with how much is known of its artist.
select * from mart.artist_card where card_id = :card_id
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
