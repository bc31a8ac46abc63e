-- What is known of an artist, and what is doubtful.
select p.* from app.card_preview(:artist_id, :as_of) p
