-- A suggested sound of an artist, decided or not.
select suggestion_id from mart.sound_suggestion where suggestion_id = :suggestion_id and artist_id = :artist_id
