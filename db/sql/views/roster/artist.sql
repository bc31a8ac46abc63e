-- Every artist the warehouse knows, with or without figures.
create view mart.artist as
select artist_id, name as artist_name, country_code, image_url, artist_type, career_stage from core.artist;
