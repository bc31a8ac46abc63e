-- The open card of an artist.
select card_id from mart.card 
where artist_id_spotify = :artist_id_spotify and status <> 'archived'
  and (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
