select r.*, a.name as artist from mart.badge_record r left join core.artist a using (artist_id)
