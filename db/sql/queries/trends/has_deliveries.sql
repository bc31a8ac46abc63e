-- Whether vendor tables were loaded and somebody is followed.
select exists (select from ops.load where state = 'loaded') and exists (select from app.artist_card where status = 'confirmed')
