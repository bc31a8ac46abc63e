select count(distinct artist_id) from app.artist_card where status = 'confirmed'
