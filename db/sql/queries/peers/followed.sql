-- Artists whose places are kept.
select artist_id from app.artist_card where status = 'confirmed' order by artist_id
